import { Alert } from '@/components/ui/alert';
import { doneWords } from '@/lib/orders/shopper-words';
import { wordsOf } from '@/lib/refusals';

export type OrderQuery = Record<string, string | string[] | undefined>;

/** What became of a form that was sent without scripts: `changeOrderPlainly` put it into the address. */
export function OrderPlainlySaid({ query: { done, refused } }: { query: OrderQuery }) {
  if (typeof done === 'string' && isDone(done)) return <Alert tone="good">{doneWords[done]}</Alert>;
  const refusal = wordsOf(refused);
  return refusal && <Alert tone="bad">{refusal}</Alert>;
}

const isDone = (command: string): command is keyof typeof doneWords => Object.hasOwn(doneWords, command);
