import { Alert } from '@/components/ui/alert';
import { readFlash } from '@/lib/flash';
import { doneWords } from '@/lib/orders/shopper-words';

/** What became of a form that was sent without scripts. */
export async function OrderFlash() {
  const flash = await readFlash('order');
  if (flash?.done && isDone(flash.done)) return <Alert tone="good">{doneWords[flash.done]}</Alert>;
  return flash?.refused && <Alert tone="bad">{flash.refused.message}</Alert>;
}

const isDone = (command: string): command is keyof typeof doneWords => Object.hasOwn(doneWords, command);
