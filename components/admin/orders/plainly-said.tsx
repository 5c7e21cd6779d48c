import { Alert } from '@/components/ui/alert';
import { saidOf } from '@/lib/admin/orders/command-words';
import { wordsOf } from '@/lib/refusals';

/** What became of a command whose form was sent without scripts: `commandOrderPlainly` put it into the address. */
export function PlainlySaid({ query }: { query: Record<string, string | string[] | undefined> }) {
  const { done, refused } = query;
  const said = typeof done === 'string' ? saidOf(done) : null;
  if (said) return <Alert tone="good">{said}</Alert>;
  const refusal = wordsOf(refused);
  return refusal && <Alert tone="bad">{refusal}</Alert>;
}
