import { Alert } from '@/components/ui/alert';
import { commandWords } from '@/lib/orders/staff-words';
import { wordsOf } from '@/lib/refusals';

/** What became of a command whose form was sent without scripts: `commandOrderPlainly` put it into the address. */
export function PlainlySaid({ query }: { query: Record<string, string | string[] | undefined> }) {
  const { done, refused } = query;
  if (typeof done === 'string' && Object.hasOwn(commandWords, done)) {
    return <Alert tone="good">{commandWords[done]?.done}</Alert>;
  }
  const refusal = wordsOf(refused);
  return refusal && <Alert tone="bad">{refusal}</Alert>;
}
