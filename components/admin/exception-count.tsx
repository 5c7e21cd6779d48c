import { getTranslations } from 'next-intl/server';
import { countQueues } from '@/lib/admin/staff/queues';
import { Count } from './count';

/** The database stops counting above this. */
const MAX_COUNTED = 9;

/** How many open exceptions this staff member has to decide. */
export async function ExceptionCount({ shop }: { shop: string }) {
  const [{ to_decide }, t] = await Promise.all([countQueues(shop), getTranslations('admin.shell.queues')]);
  return <Count count={to_decide} upTo={MAX_COUNTED} of={t('exceptions', { count: to_decide })} />;
}

/** Exceptions plus the refunds that wait for this staff member's approval. */
export async function MoneyCount({ shop }: { shop: string }) {
  const [{ to_approve, to_decide }, t] = await Promise.all([
    countQueues(shop),
    getTranslations('admin.shell.queues'),
  ]);
  if (!to_approve) return <ExceptionCount shop={shop} />;
  return <Count count={to_decide + to_approve} upTo={MAX_COUNTED} of={t('exceptionsAndRefunds')} />;
}
