import { getTranslations } from 'next-intl/server';
import { Alert } from '@/components/ui/alert';
import { readFlash } from '@/lib/flash';
import { messages } from '@/lib/messages/messages';
import type { DoneCommand } from '@/lib/orders/shopper-words';
import { defaultLocale } from '@/lib/shops/locales';

/** No-JS fallback: the outcome of a submitted form. */
export async function OrderFlash() {
  const [t, flash] = await Promise.all([getTranslations('store.orders'), readFlash('order')]);
  if (flash?.done && isDone(flash.done)) return <Alert tone="good">{t(`done.${flash.done}`)}</Alert>;
  return flash?.refused && <Alert tone="bad">{flash.refused.message}</Alert>;
}

/** Checked because a visitor can forge the cookie. */
const isDone = (command: string): command is DoneCommand =>
  Object.hasOwn(messages[defaultLocale].store.orders.done, command);
