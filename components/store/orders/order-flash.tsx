import { getTranslations } from 'next-intl/server';
import { Alert } from '@/components/ui/alert';
import { readFlash } from '@/lib/flash';
import { messages } from '@/lib/messages/messages';
import type { DoneCommand } from '@/lib/orders/shopper-words';
import { defaultLocale } from '@/lib/shops/locales';

/** What became of a form that was sent without scripts. */
export async function OrderFlash() {
  const [t, flash] = await Promise.all([getTranslations('store.orders'), readFlash('order')]);
  if (flash?.done && isDone(flash.done)) return <Alert tone="good">{t(`done.${flash.done}`)}</Alert>;
  return flash?.refused && <Alert tone="bad">{flash.refused.message}</Alert>;
}

/** A visitor can write a cookie of their own. */
const isDone = (command: string): command is DoneCommand =>
  Object.hasOwn(messages[defaultLocale].store.orders.done, command);
