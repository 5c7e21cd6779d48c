import { getTranslations } from 'next-intl/server';
import { TickedStatus } from '@/components/admin/list-actions';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { bulkCommands } from '@/lib/admin/fulfilment/bulk';
import { listCarriers, listFulfilment } from '@/lib/admin/fulfilment/queries';
import { stageOf } from '@/lib/admin/fulfilment/queue';
import { requiresTracking } from '@/lib/admin/orders/tracking';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { requireMembership } from '@/lib/admin/staff/queries';
import { offered } from '@/lib/orders/order';
import { shopFulfilmentPath } from '@/lib/staff/paths';
import { BulkForm } from './bulk-form';
import { EmptyQueue } from './empty-queue';
import { QueuedRow } from './queued-row';
import { RowStatus } from './row-status';
import { ShippingProvider } from './shipping-context';

const isBulk = (command: string) => (bulkCommands as readonly string[]).includes(command);

type Query = Record<string, string | string[] | undefined>;

/** One stage of the queue: its orders, longest waiting first, with single and bulk actions. */
export async function FulfilmentList({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!membership.can_read_orders) return <NotYourRole what="packing" role={membership.role} />;
  const stage = stageOf(query.stage);
  const t = await getTranslations('admin.fulfilment');
  const keyset = keysetOf(query);
  const [{ rows, after }, { last, carriers }, needsTracking] = await Promise.all([
    listFulfilment(shop, { stage, keyset }),
    listCarriers(membership),
    requiresTracking(shop),
  ]);
  const filters = { stage: stage === 'to_pack' ? null : stage };
  const isFirst = keyset === null;
  const isSelectable = stage === 'to_pack' || stage === 'to_ship';
  return (
    <section aria-label={t(`stage.${stage}`)} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <div className="flex flex-col gap-4">
        <ShippingProvider
          key={stage}
          shop={membership.shop}
          carriers={carriers}
          lastCarrier={last}
          requiresTracking={needsTracking}
        >
          <TickedStatus />
          {/* stays in view: below the header or, on a phone with a selection or a message, at the bottom of the screen */}
          <div className="z-20 grid grid-cols-[minmax(0,1fr)] gap-2 max-lg:bottom-2 max-lg:order-last max-lg:has-[[data-ticked],[role=status],[role=alert]]:sticky lg:sticky lg:top-14 lg:-mt-2 lg:bg-surface lg:pt-2">
            <RowStatus />
            {rows.length > 0 && isSelectable && (
              <BulkForm
                listed={rows.map(({ number }) => number)}
                canPack={stage === 'to_pack' && rows.some((order) => offered(order).some(isBulk))}
              />
            )}
          </div>
          {rows.length === 0 ? (
            <EmptyQueue shop={shop} stage={stage} isFirst={isFirst} />
          ) : (
            <ol className="overflow-clip rounded-lg border border-line bg-raised">
              {rows.map((order, index) => (
                <QueuedRow
                  key={order.order_id}
                  order={order}
                  stage={stage}
                  index={index}
                  membership={membership}
                />
              ))}
            </ol>
          )}
        </ShippingProvider>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard ticks={isSelectable} />
        <Pager
          top={isFirst ? null : { href: shopFulfilmentPath(shop, filters), label: t('longestWaiting') }}
          after={after}
          pathTo={(cursor) => shopFulfilmentPath(shop, { ...filters, ...cursor })}
        />
      </div>
    </section>
  );
}
