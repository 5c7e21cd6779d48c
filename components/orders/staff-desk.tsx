import { randomUUID } from 'node:crypto';
import { PauseCircle } from 'lucide-react';
import { CallToConfirm } from '@/components/cash/call-to-confirm';
import { Time } from '@/components/ui/time';
import { cashOf } from '@/lib/cash/cash';
import { formatMoney } from '@/lib/money';
import { carriersOf } from '@/lib/orders/carriers';
import type { Order, OrderState } from '@/lib/orders/order';
import { piecesLeft, piecesOut } from '@/lib/orders/staff-pieces';
import type { Rights } from '@/lib/orders/staff-rights';
import { standingOf } from '@/lib/orders/staff-standing';
import { roleWords } from '@/lib/orders/staff-words';
import type { Membership } from '@/lib/staff/queries';
import { CommandSaid } from './staff-command-said';
import { OrderCommands } from './staff-commands';
import { OpenQuestions } from './staff-questions';

type Props = { order: Order; membership: Membership; rights: Rights };

/** An order that can be repeated: whatever becomes of it, no command is left that would bring its goods. */
const past: OrderState[] = ['shipped', 'delivered', 'completed', 'cancelled'];

/** Where the order stands, what is wrong with it, and what this person may do about it. */
export function OrderDesk({ order, membership: { role, shop }, rights }: Props) {
  const hasBegun = order.paid_minor > 0 || order.shipments.length > 0;
  const commands = order.actions
    .map(({ command }) => command)
    // about an order that brought neither money nor goods there is nothing to dispute
    .filter((command) => command !== 'open_dispute' || hasBegun);
  const mayClone = rights.may.has('orders.create') && past.includes(order.state);
  return (
    <section aria-label="Next step" className="grid min-w-0 gap-4">
      <OpenQuestions order={order} locale={shop.locale} rights={rights} />
      <div className="grid gap-3 rounded-lg border border-accent-text/30 bg-raised p-4 sm:p-5">
        <Standing order={order} locale={shop.locale} />
        <CallToConfirm order={order} country={shop.country} locale={shop.locale} />
        {/* also where nothing is left to do: it says what the last command has done */}
        <CommandSaid place="desk" />
        <OrderCommands
          commands={commands}
          carriers={carriersOf(shop.country)}
          left={piecesLeft(order)}
          out={piecesOut(order)}
          isRequested={order.state === 'requested'}
          isBack={order.state === 'shipped' && order.delivery_failed_at !== null}
          cash={cashOf(order)}
          cancelText={cancelTextOf(order, rights, shop.locale)}
          cloneKey={mayClone ? randomUUID() : null}
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

/** What becomes of the money of an order that is cancelled. */
function cancelTextOf(order: Order, { refund_limit_minor }: Rights, locale: string): string | undefined {
  const held = order.refundable_minor ?? order.paid_minor - order.refunded_minor - order.refunding_minor;
  if (held <= 0) return undefined;
  const money = formatMoney(held, order.currency, locale);
  return refund_limit_minor !== null && held > refund_limit_minor
    ? `${money} goes back to the customer once a second person has approved it.`
    : `${money} goes back to the customer.`;
}

const until: Partial<Record<OrderState, string>> = {
  requested: 'It has to be accepted by',
  pending_payment: 'It can be paid until',
  awaiting_verification: 'It has to be verified by',
};

function Standing({ order, locale }: { order: Order; locale: string }) {
  if (order.hold_reason) {
    return (
      <p className="flex items-start gap-2">
        <PauseCircle aria-hidden className="mt-0.5 size-5 shrink-0 text-warn" />
        {standingOf(order, locale)}
      </p>
    );
  }
  return (
    <p>
      {standingOf(order, locale)}
      {order.expires_at && until[order.state] && (
        <>
          {` ${until[order.state]} `}
          <Time at={order.expires_at} timeZone={order.time_zone} locale={locale} />.
        </>
      )}
    </p>
  );
}
