import { getTranslations } from 'next-intl/server';
import { countQueues } from '@/lib/admin/staff/queues';
import { Count } from './count';

/** More than this are not counted, only said to be more. */
const COUNTED = 9;

/** How many open exceptions this person has to decide. */
export async function ExceptionCount({ shop }: { shop: string }) {
  const [{ to_decide }, t] = await Promise.all([countQueues(shop), getTranslations('admin.shell.queues')]);
  return <Count count={to_decide} upTo={COUNTED} of={t('exceptions', { count: to_decide })} />;
}

/** The same together with the refunds that wait for their yes. */
export async function MoneyCount({ shop }: { shop: string }) {
  const [{ to_approve, to_decide }, t] = await Promise.all([
    countQueues(shop),
    getTranslations('admin.shell.queues'),
  ]);
  if (!to_approve) return <ExceptionCount shop={shop} />;
  return <Count count={to_decide + to_approve} upTo={COUNTED} of={t('exceptionsAndRefunds')} />;
}
