import { Panel } from '@/components/admin/orders/panel';
import { CreditLine } from '@/components/admin/statements/credit-line';
import { Badge } from '@/components/ui/badge';
import type { Membership } from '@/lib/admin/staff/queries';
import { deskStandingOf } from '@/lib/admin/verifications/decision';
import type { Order } from '@/lib/orders/order';
import { holdReasonOf } from '@/lib/orders/staff-reasons';
import { roleWords, statusWords } from '@/lib/orders/staff-words';
import { dayIn } from '@/lib/proofs/schema';
import { ConfirmForm } from './confirm-form';
import { RejectDialog } from './reject-dialog';

type Props = { order: Order; membership: Membership; mayDecide: boolean };

/** The word of the verifier: yes with what was seen, or no with a reason. Or why there is nothing to say. */
export function Decide({ order, membership: { role, shop, permissions }, mayDecide }: Props) {
  const { isWaiting, text, other } = deskStandingOf(order);
  const status = statusWords[order.status];
  const isTaken = isWaiting && order.claim && !order.claim.is_mine;
  const form = (
    <ConfirmForm
      order={facts(order)}
      locale={shop.locale}
      today={dayIn(shop.time_zone)}
      short={order.warnings?.flatMap((warning) => ('lines' in warning && warning.lines) || []) ?? []}
    />
  );
  return (
    <Panel title={isWaiting ? 'Is the money on the account?' : 'Where it stands'}>
      {!isWaiting && (
        <p className="grid justify-items-start gap-2 text-sm">
          <Badge tone={status.tone}>{status.label}</Badge>
          <span>{text}</span>
        </p>
      )}
      {!isWaiting &&
        order.payments?.map(
          ({ payment_id, credit }) =>
            credit && <CreditLine key={payment_id} credit={credit} shop={order.shop} locale={shop.locale} />,
        )}
      {order.hold_reason && (
        <p className="text-sm">
          <span className="font-medium">On hold:</span> {holdReasonOf(order)}
        </p>
      )}
      {mayDecide && isWaiting && !isTaken && (
        <>
          {form}
          <div className="border-line border-t pt-4">
            <RejectDialog proofs={countSubmitted(order)} />
          </div>
        </>
      )}
      {mayDecide && !isWaiting && other && (
        <details className="border-line border-t pt-2">
          <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
            {other}
          </summary>
          <div className="pt-2">{form}</div>
        </details>
      )}
      {isTaken && mayDecide && (
        <p className="text-muted text-sm">Somebody else decides on it: see above who, and until when.</p>
      )}
      {!permissions.has('payments.verify') && (
        <p className="text-muted text-sm">
          Deciding is not part of your role: as {roleWords[role].label.toLowerCase()} you can{' '}
          {roleWords[role].can}.
        </p>
      )}
      {permissions.has('payments.verify') && !mayDecide && (
        <p className="text-muted text-sm">This is your own order, so a colleague has to decide on it.</p>
      )}
    </Panel>
  );
}

const facts = ({ state, currency, confirmed_at, rest_until, ...order }: Order) => ({
  ...{ state, currency, confirmed_at, rest_until, total_minor: order.total_minor },
  ...{
    paid_minor: order.paid_minor,
    refunded_minor: order.refunded_minor,
    refundable_minor: order.refundable_minor,
  },
});

/** How many proofs nobody has decided on. */
const countSubmitted = ({ proofs = [] }: Order) => proofs.filter(({ state }) => state === 'submitted').length;
