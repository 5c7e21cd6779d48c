import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Messages } from '@/lib/messages/messages';

type Props = { areas: readonly (keyof Messages['store'])[]; children: ReactNode };

/** Sends the browser only the messages that client components use, because every page includes them. */
export async function ClientMessages({ areas, children }: Props) {
  const { ui, store } = await getMessages();
  const selected = Object.fromEntries(areas.map((area) => [area, store[area]])) as Messages['store'];
  return <NextIntlClientProvider messages={{ ui, store: selected }}>{children}</NextIntlClientProvider>;
}
