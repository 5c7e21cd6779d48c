import { COUNTED, countQuestions } from '@/lib/admin/money-exceptions/queries';
import { countQueues } from '@/lib/admin/staff/queues';
import { Count } from './count';

/** How many questions about money wait for this person. */
export async function QuestionCount({ shop }: { shop: string }) {
  const count = await countQuestions(shop);
  return <Count count={count} upTo={COUNTED} of={count === 1 ? 'payment issue' : 'payment issues'} />;
}

/** The same together with the refunds that wait for their yes. */
export async function MoneyCount({ shop }: { shop: string }) {
  const [questions, { to_approve }] = await Promise.all([countQuestions(shop), countQueues(shop)]);
  if (!to_approve) return <QuestionCount shop={shop} />;
  return <Count count={questions + to_approve} upTo={COUNTED} of="payment issues and refunds to approve" />;
}
