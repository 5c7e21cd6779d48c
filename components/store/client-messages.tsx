import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Messages } from '@/lib/messages/messages';

type Props = { areas: readonly (keyof Messages['store'])[]; children: ReactNode };

/** Sends the words that components of the browser show, and no others: they travel with each page. */
export async function ClientMessages({ areas, children }: Props) {
  const { ui, store } = await getMessages();
  const sent = Object.fromEntries(areas.map((area) => [area, store[area]])) as Messages['store'];
  return <NextIntlClientProvider messages={{ ui, store: sent }}>{children}</NextIntlClientProvider>;
}
