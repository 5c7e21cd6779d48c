'use server';

import { refresh } from 'next/cache';
import { afterCommit } from '@/lib/jobs/after-commit';
import { paramText } from '@/lib/text';
import { settleForShopper } from './settle';

/** Asks the gateway about a payment with an unknown outcome, and refreshes the page. */
export async function checkPayment(reference: unknown): Promise<void> {
  const text = paramText(reference);
  if (text && text.length <= 100) {
    const { state } = await settleForShopper(text);
    if (state === 'paid') afterCommit({ stock: true, email: true });
  }
  refresh();
}

/** Refreshes a page that waits for a person, not for a gateway. */
export async function refreshPage(): Promise<void> {
  refresh();
}
