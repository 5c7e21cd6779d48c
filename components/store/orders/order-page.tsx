import { useTranslations } from 'next-intl';
import { ForgetCheckout } from '@/components/store/checkout/forget-checkout';
import { PayoutRequest } from '@/components/store/payout-details/payout-request';
import { OrderProofs } from '@/components/store/proofs/order-proofs';
import { OrderTransfer } from '@/components/store/proofs/order-transfer';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { formatMoney } from '@/lib/money';
import { can, type Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { receivedWords } from '@/lib/orders/payment-words';
import { headOf } from '@/lib/orders/shopper-words';
import type { Shop } from '@/lib/shops/queries';
import { CorrectEmail } from './correct-email';
import { OrderAddress } from './order-address';
import { OrderChanges } from './order-changes';
import { OrderConfirm } from './order-confirm';
import { OrderFlash } from './order-flash';
import { OrderHead } from './order-head';
import { OrderItems } from './order-items';
import { OrderPayment } from './order-payment';
import { OrderRefund } from './order-refund';
import { OrderTimeline } from './order-timeline';
import { OrderTracking } from './order-tracking';
import { OrderWaiting } from './order-waiting';

type Props = {
  shop: Shop;
  order: Order;
  /** the reference of a payment whose outcome was still unknown when the shopper returned */
  reference: string | null;
};

/** An order as its shopper sees it: confirmation, receipt and tracking in one. */
export function OrderPage({ shop, order, reference: returnedReference }: Props) {
  const t = useTranslations('store.orders');
  // a payment in process is checked again even if the shopper did not come from the gateway
  const processingReference = order.last_attempt?.is_processing ? order.last_attempt.reference : undefined;
  const reference = returnedReference || processingReference;
  const isWaiting = reference !== undefined && order.can_pay;
  const owed_minor = owedOf(order);
  const isPartlyPaid = owed_minor < order.total_minor;
  return (
    <div className="wrap grid max-w-5xl gap-8 py-8 lg:py-14">
      <OrderHead {...headOf(t, order, shop.locale)} isWaiting={isWaiting}>
        <p className="text-muted">
          {t.rich('page.placed', {
            number: order.number,
            strong: (chunks) => <strong className="font-semibold text-ink tabular-nums">{chunks}</strong>,
            time: () => <Time at={order.placed_at} timeZone={order.time_zone} locale={shop.locale} />,
          })}
        </p>
      </OrderHead>
      <OrderFlash />
      {order.payment_method === 'cod' && (
        <OrderConfirm
          orderId={order.order_id}
          number={order.number}
          isOffered={!order.must_open_mail && can(order, 'confirm_request')}
        />
      )}
      {/* while the order can be paid, the shopper may return it to the cart and then needs the stored checkout values */}
      {!order.can_pay && <ForgetCheckout afterOrder />}
      {isWaiting && <OrderWaiting reference={reference} />}
      {order.can_pay && (
        <OrderPayment
          orderId={order.order_id}
          number={order.number}
          owed={<Money minor={owed_minor} currency={order.currency} locale={shop.locale} />}
          rest={
            isPartlyPaid
              ? {
                  received: receivedWords(t, order, shop.locale),
                  button: t('payment.payRest', {
                    amount: formatMoney(owed_minor, order.currency, shop.locale),
                  }),
                }
              : null
          }
          payUntil={
            order.expires_at && <Time at={order.expires_at} timeZone={order.time_zone} locale={shop.locale} />
          }
          promisedUntil={order.promised_until}
          isUnreserved={order.is_unreserved}
          hasFailed={order.status === 'payment_failed'}
          isWaiting={isWaiting}
          refused={order.payment_refusal}
        >
          {order.payment_refusal === 'email' && (
            <CorrectEmail orderId={order.order_id} number={order.number} email={order.email} />
          )}
          {order.payment_refusal === 'other' && <ContactLinks shop={shop} number={order.number} />}
          {order.payment_refusal &&
            shop.payment_methods.some(({ method }) => method !== order.payment_method) && (
              <p className="text-muted text-sm">{t('page.otherPayment')}</p>
            )}
        </OrderPayment>
      )}
      <OrderTransfer order={order} shop={shop} />
      <PayoutRequest order={order} shop={shop} />
      <OrderRefund order={order} locale={shop.locale} />
      <OrderTracking order={order} locale={shop.locale} />
      <div className="grid items-start gap-8 md:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          <OrderItems order={order} locale={shop.locale} />
          <OrderChanges order={order} locale={shop.locale} />
          <OrderProofs order={order} locale={shop.locale} />
        </div>
        <div className="grid gap-6">
          <Card className="grid gap-4">
            <h2 className="font-display text-xl">{t('page.history')}</h2>
            <OrderTimeline order={order} locale={shop.locale} />
          </Card>
          <OrderAddress order={order} locale={shop.locale} />
          <p className="text-muted text-sm">
            {shop.contact_email ? (
              <>
                {t('page.questions')} <ContactLinks shop={shop} number={order.number} />
              </>
            ) : (
              t('page.questionsByEmail')
            )}
          </p>
        </div>
      </div>
    </div>
  );
}

/** Links to the shop's email and phone, if the shop has entered them. */
function ContactLinks({ shop, number }: { shop: Shop; number: string }) {
  const t = useTranslations('store.orders');
  const { contact_email, contact_phone } = shop;
  const links = [
    contact_email && {
      href: `mailto:${contact_email}?subject=${encodeURIComponent(t('number', { number }))}`,
      text: contact_email,
    },
    contact_phone && { href: `tel:${contact_phone.replace(/[^+\d]/g, '')}`, text: contact_phone },
  ].filter((link) => !!link);
  return (
    <span className="flex flex-wrap gap-x-4">
      {links.map(({ href, text }) => (
        <a key={href} href={href} className="text-accent-text underline underline-offset-4">
          {text}
        </a>
      ))}
    </span>
  );
}
