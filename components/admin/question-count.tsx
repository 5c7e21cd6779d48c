import { COUNTED, countQuestions } from '@/lib/money-exceptions/queries';
import { Count } from './count';

/** How many questions about money wait for this person. */
export async function QuestionCount({ shop }: { shop: string }) {
  const count = await countQuestions(shop);
  return <Count count={count} upTo={COUNTED} of={count === 1 ? 'payment issue' : 'payment issues'} />;
}
