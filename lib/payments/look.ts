'use server';

import { refresh } from 'next/cache';
import { paramText } from '@/lib/text';
import { settleForShopper } from './settle';

/** Asks the gateway again about a payment whose outcome was not known, and shows the page as it stands then. */
export async function checkPayment(reference: unknown): Promise<void> {
  const text = paramText(reference);
  if (text && text.length <= 100) await settleForShopper(text);
  refresh();
}

/** Shows the page as it stands now. */
export async function lookAgain(): Promise<void> {
  refresh();
}
