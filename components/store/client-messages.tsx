import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { MessageKey } from '@/lib/messages/client-keys';
import type { Messages } from '@/lib/messages/messages';

/**
 * Sends the browser only the messages that the client components below use, because every page includes them. Replaces the messages of
 * an outer `ClientMessages`.
 */
export async function ClientMessages({ keys, children }: { keys: MessageKey[]; children: ReactNode }) {
  const all = await getMessages();
  const picked: Tree = {};
  for (const key of keys) copy(all as Tree, picked, key.split('.'));
  return <NextIntlClientProvider messages={picked as Partial<Messages>}>{children}</NextIntlClientProvider>;
}

type Tree = { [key: string]: Tree | string };

/** Copies what is at a path, with the objects around it. */
function copy(from: Tree, to: Tree, [key = '', ...rest]: string[]) {
  const value = from[key];
  if (value === undefined) throw new Error(`no message ${key}`);
  if (rest.length === 0) to[key] = value;
  else {
    to[key] ??= {};
    copy(value as Tree, to[key] as Tree, rest);
  }
}
