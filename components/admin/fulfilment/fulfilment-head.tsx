import { getTranslations } from 'next-intl/server';
import type { Stage } from '@/lib/admin/fulfilment/queue';
import { requireMembership } from '@/lib/admin/staff/queries';
import { countQueues } from '@/lib/admin/staff/queues';
import { StageTabs } from './stage-tabs';

/** The heading of the queue and its stage tabs, for staff who may read orders. */
export async function FulfilmentHead({ shop }: { shop: string }) {
  const { can_read_orders } = await requireMembership(shop);
  if (!can_read_orders) return null;
  const t = await getTranslations('admin.fulfilment');
  const { to_pack, to_ship, on_hold, on_the_way, came_back } = await countQueues(shop);
  const counts: Record<Stage, number> = { to_pack, to_ship, on_hold, on_the_way, came_back };
  return (
    <div className="wrap grid gap-4 pt-4 pb-4 sm:pt-6">
      <h1 className="font-display text-2xl sm:text-3xl">{t('title')}</h1>
      <StageTabs shop={shop} counts={counts} />
    </div>
  );
}
