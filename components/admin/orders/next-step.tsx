import { randomUUID } from 'node:crypto';
import { PauseCircle, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CallToConfirm } from '@/components/admin/cash/call-to-confirm';
import { Time } from '@/components/ui/time';
import { cashOf } from '@/lib/admin/cash/cash';
import { carriersOf } from '@/lib/admin/orders/carriers';
import { isStaffCommand, staffCommands } from '@/lib/admin/orders/commands';
import { returnableLines, unshippedLines } from '@/lib/admin/orders/selectable-lines';
import { deadlines, shownBlocks, summarizeStatus, whyBlocked } from '@/lib/admin/orders/status-summary';
import type { Membership } from '@/lib/admin/staff/queries';
import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import { can, type Order } from '@/lib/orders/order';
import { CommandStatus } from './command-status';
import { OrderCommands } from './commands';
import { OpenExceptions } from './exceptions';

type Props = { order: Order; membership: Membership; requiresTracking: boolean };

/** The order's status, its exceptions, and the actions open to this staff member. */
export function OrderNextStep({ order, membership: { shop }, requiresTracking }: Props) {
  const t = useTranslations('admin.orders.nextStep');
  const tOrders = useTranslations('admin.orders');
  const { next_step } = order;
  const tReasons = useTranslations('refusals.reasons');
  const blocked = next_step && whyBlocked(tOrders, tReasons, next_step);
  return (
    <section aria-label={t('title')} className="grid min-w-0 gap-4">
      <OpenExceptions order={order} locale={shop.locale} />
      <div className="grid gap-3 rounded-lg border border-accent-text/30 bg-raised p-4 sm:p-5">
        <StatusSummary order={order} locale={shop.locale} />
        {blocked && (
          <p className="flex items-start gap-2 text-sm">
            <UserX aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            {blocked}
          </p>
        )}
        <CallToConfirm order={order} country={shop.country} locale={shop.locale} />
        {/* outside of the commands, so that the outcome shows even if no command is left */}
        <CommandStatus section="next_step" />
        <OrderCommands
          offered={staffCommands.filter((command) => can(order, command))}
          next={next_step?.blocked_by === null ? next_step.command : null}
          cancelsPaid={next_step?.step === 'refund_and_cancel'}
          carriers={carriersOf(tOrders, shop.country)}
          requiresTracking={requiresTracking}
          unshipped={unshippedLines(order)}
          returnable={returnableLines(order)}
          isRequested={order.state === 'requested'}
          isDeliveryFailed={order.state === 'shipped' && order.delivery_failed_at !== null}
          cash={cashOf(order)}
          cancelText={cancelTextOf(t, order, shop.locale)}
          cloneKey={randomUUID()}
        />
        <Blocked order={order} />
      </div>
    </section>
  );
}

/** Commands that this staff member might look for but may not run now, with the reason. The next step's reason is shown above. */
function Blocked({ order: { actions, next_step } }: { order: Order }) {
  const tCommands = useTranslations('admin.orderCommands');
  const tReasons = useTranslations('refusals.reasons');
  const blocked = actions.flatMap(({ command, blocked_by }) => {
    const why = blocked_by && command !== next_step?.command ? shownBlocks[blocked_by] : null;
    return why && isStaffCommand(command)
      ? [{ why: tReasons(why), label: tCommands(`${command}.label`) }]
      : [];
  });
  if (blocked.length === 0) return null;
  return (
    <ul className="grid gap-1 text-muted text-sm">
      {blocked.map(({ why, label }) => (
        <li key={label}>
          {label}: {why}
        </li>
      ))}
    </ul>
  );
}

/** What cancelling the order does with its money. */
function cancelTextOf(
  t: Translator<'admin.orders.nextStep'>,
  { on_cancel, currency }: Order,
  locale: string,
): string | undefined {
  if (!on_cancel) return undefined;
  const { refund_minor, needs_approval, going_back } = on_cancel;
  if (refund_minor === 0) return going_back ? t(`goingBack.${going_back}`) : undefined;
  const amount = formatMoney(refund_minor, currency, locale);
  return t(needs_approval ? 'refundedOnApproval' : 'refundedOnCancel', { amount });
}

function StatusSummary({ order, locale }: { order: Order; locale: string }) {
  const tOrders = useTranslations('admin.orders');
  const next = order.next_step;
  const deadline = next && deadlines[next.step];
  if (order.hold_reason) {
    return (
      <p className="flex items-start gap-2">
        <PauseCircle aria-hidden className="mt-0.5 size-5 shrink-0 text-warn" />
        {summarizeStatus(tOrders, order, locale)}
      </p>
    );
  }
  return (
    <p>
      {summarizeStatus(tOrders, order, locale)}
      {next?.until && deadline && (
        <>
          {' '}
          {tOrders.rich(`steps.deadline.${deadline}`, {
            time: () => <Time key="time" at={next.until ?? ''} timeZone={order.time_zone} locale={locale} />,
          })}
        </>
      )}
    </p>
  );
}
