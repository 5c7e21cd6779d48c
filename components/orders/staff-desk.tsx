import { PauseCircle } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { carriersOf } from '@/lib/orders/carriers';
import type { Order } from '@/lib/orders/order';
import { exceptionWords, holdReasonOf, roleWords, standingOf } from '@/lib/orders/staff-words';
import type { Membership } from '@/lib/staff/queries';
import { OrderCommands } from './staff-commands';

type Props = { order: Order; membership: Membership };

/** Where the order stands, what is wrong with it, and what this person may do about it. */
export function OrderDesk({ order, membership: { role, shop } }: Props) {
  const { order_id, number, version } = order;
  return (
    <section aria-label="Next step" className="grid min-w-0 gap-4">
      <OpenQuestions order={order} locale={shop.locale} />
      <div className="grid gap-3 rounded-lg border border-accent-text/30 bg-raised p-4 sm:p-5">
        <Standing order={order} locale={shop.locale} />
        {/* also where nothing is left to do: it says what the last command has done */}
        <OrderCommands
          order={{ order_id, number, version, shop: order.shop }}
          commands={order.actions.map(({ command }) => command)}
          carriers={carriersOf(shop.country)}
        />
        {order.actions.length === 0 && order.archived_at === null && (
          <p className="text-muted text-sm">
            Nothing here is for you to do: as {roleWords[role].label.toLowerCase()} you can{' '}
            {roleWords[role].can}.
          </p>
        )}
      </div>
    </section>
  );
}

function Standing({ order, locale }: { order: Order; locale: string }) {
  if (order.hold_reason) {
    return (
      <p className="flex items-start gap-2">
        <PauseCircle aria-hidden className="mt-0.5 size-5 shrink-0 text-warn" />
        <span>
          <span className="font-medium">On hold:</span> {holdReasonOf(order.hold_reason)}
        </span>
      </p>
    );
  }
  return (
    <p>
      {standingOf(order)}
      {order.expires_at && (
        <>
          {' It can be paid until '}
          <Time at={order.expires_at} timeZone={order.time_zone} locale={locale} />.
        </>
      )}
    </p>
  );
}

/** Money that somebody has to decide on. It stands above everything else until it is resolved. */
function OpenQuestions({ order, locale }: { order: Order; locale: string }) {
  const open = order.exceptions?.filter(({ resolved_at }) => resolved_at === null) ?? [];
  return open.map(({ exception_id, kind, owner_role, deadline }) => (
    <Alert key={exception_id} tone="bad" title={exceptionWords[kind].title}>
      <p>{exceptionWords[kind].text}</p>
      <p className="text-sm">
        For {roleWords[owner_role].label.toLowerCase()} to decide by{' '}
        <Time at={deadline} timeZone={order.time_zone} locale={locale} className="font-medium" />.
      </p>
    </Alert>
  ));
}
