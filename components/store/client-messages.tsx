import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { FieldMessage } from '@/lib/field-messages';
import type { Messages } from '@/lib/messages/messages';

type Props = {
  areas: readonly (keyof Messages['store'])[];
  /** messages for the fields that the browser validates before it sends a form */
  refusals?: readonly FieldMessage[];
  children: ReactNode;
};

/** Sends the browser only the messages that client components use, because every page includes them. */
export async function ClientMessages({ areas, refusals = [], children }: Props) {
  const { ui, store, refusals: all } = await getMessages();
  const messages = {
    ui,
    store: Object.fromEntries(areas.map((area) => [area, store[area]])) as Messages['store'],
    // every form may show these two (components/ui/use-server-action.ts)
    refusals: refusalsOf(all, ['reasons.unreachable', 'reasons.failed', ...refusals]),
  };
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}

function refusalsOf(all: Messages['refusals'], keys: FieldMessage[]) {
  const within = (group: 'fields' | 'reasons') =>
    Object.fromEntries(
      Object.entries(all[group]).filter(([name]) => keys.some((key) => key === `${group}.${name}`)),
    );
  return { fields: within('fields'), reasons: within('reasons') } as Messages['refusals'];
}
