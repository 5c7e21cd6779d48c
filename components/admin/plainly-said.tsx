import { Alert } from '@/components/ui/alert';
import { wordsOf } from '@/lib/refusals';

type Props = { query: Record<string, string | string[] | undefined>; done: Record<string, string> };

/** What became of a form that was sent without scripts: it was put into the address. */
export function PlainlySaid({ query, done }: Props) {
  if (typeof query.done === 'string' && Object.hasOwn(done, query.done)) {
    return <Alert tone="good">{done[query.done]}</Alert>;
  }
  const refusal = wordsOf(query.refused);
  return refusal && <Alert tone="bad">{refusal}</Alert>;
}
