import { useTranslations } from 'next-intl';
import { Panel } from '@/components/admin/orders/panel';
import { CreditLine } from '@/components/admin/statements/credit-line';
import { Badge } from '@/components/ui/badge';
import type { Membership } from '@/lib/admin/staff/queries';
import { otherPayments } from '@/lib/admin/verifications/decision';
import { translatorFor } from '@/lib/messages/messages';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { rejectCodes } from '@/lib/orders/shopper-reasons';
import { holdReasonOf } from '@/lib/orders/staff-reasons';
import { statusWord } from '@/lib/orders/staff-words';
import { defaultLocale } from '@/lib/shops/locales';
import { dayIn } from '@/lib/time';
import { ConfirmForm } from './confirm-form';
import { RejectDialog } from './reject-dialog';

type Verification = NonNullable<Order['verification']>;
type Props = { order: Order; verification: Verification; membership: Membership };

/** The verifier's decision: confirm with what was seen, or reject with a reason. Or why no decision is possible. */
export function Decide({ order, verification, membership: { role, shop } }: Props) {
  const t = useTranslations('admin.verifications');
  const shopperWords = translatorFor(defaultLocale, 'store.orders');
  const tOrders = useTranslations('admin.orders');
  const { standing, blocked_by, is_another } = verification;
  const other = otherPayments[standing];
  const isWaiting = standing === 'to_verify';
  const canDecide = blocked_by === null;
  const status = statusWord(tOrders, order.status);
  const form = (
    <ConfirmForm
      order={{
        currency: order.currency,
        owed_minor: owedOf(order),
        steps: order.payment_steps ?? [],
      }}
      locale={shop.locale}
      today={dayIn(shop.time_zone)}
      isAnother={is_another}
    />
  );
  return (
    <Panel title={isWaiting ? t('decide.title') : t('decide.statusTitle')}>
      {!isWaiting && (
        <p className="grid justify-items-start gap-2 text-sm">
          <Badge tone={status.tone}>{status.label}</Badge>
          <span>{t(`status.${standing}`)}</span>
        </p>
      )}
      {!isWaiting &&
        order.payments?.map(
          ({ payment_id, credit }) =>
            credit && <CreditLine key={payment_id} credit={credit} shop={order.shop} locale={shop.locale} />,
        )}
      {order.hold_reason && (
        <p className="text-sm">
          {t.rich('decide.onHold', {
            reason: holdReasonOf(tOrders, order),
            strong: (chunks) => <span className="font-medium">{chunks}</span>,
          })}
        </p>
      )}
      {canDecide && isWaiting && (
        <>
          {form}
          <div className="border-line border-t pt-4">
            <RejectDialog
              proofs={countSubmitted(order)}
              texts={rejectCodes.map((reason) => ({ reason, text: shopperWords(`rejectReason.${reason}`) }))}
            />
          </div>
        </>
      )}
      {canDecide && !isWaiting && other && (
        <details className="border-line border-t pt-2">
          <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
            {t(`recordOther.${other}`)}
          </summary>
          <div className="pt-2">{form}</div>
        </details>
      )}
      {blocked_by === 'claimed' && <p className="text-muted text-sm">{t('decide.claimed')}</p>}
      {blocked_by === 'forbidden' && (
        <p className="text-muted text-sm">
          {t('decide.forbidden', {
            role: tOrders(`roles.${role}.label`),
            can: tOrders(`roles.${role}.can`),
          })}
        </p>
      )}
      {blocked_by === 'separation_of_duties' && <p className="text-muted text-sm">{t('decide.ownOrder')}</p>}
    </Panel>
  );
}

/** The number of undecided proofs. */
const countSubmitted = ({ proofs = [] }: Order) => proofs.filter(({ state }) => state === 'submitted').length;
