import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time } from '@/components/ui/time';
import type { RecentOrder } from '@/lib/orders/order';
import { orderPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { changeOrderNoJs } from '@/lib/store/orders/actions';

type Props = {
  shop: Pick<Shop, 'locale' | 'time_zone'>;
  orders: RecentOrder[];
  /** then, if no order is unpaid, the latest order is shown */
  isCartEmpty: boolean;
};

/** For a shopper who returns from the gateway or to another tab: unpaid orders or, if there are none, the order just placed. */
export function RecentOrders({ shop, orders, isCartEmpty }: Props) {
  const t = useTranslations('store.orders');
  const unpaid = orders.filter(({ can_pay, can_transfer }) => can_pay || can_transfer);
  const placed = isCartEmpty ? orders.find((order) => !unpaid.includes(order)) : undefined;
  if (unpaid.length === 0 && !placed) return null;
  return (
    <section aria-label={t('recent.title')} className="wrap grid gap-4 pt-8">
      {unpaid.map((order) => (
        <UnpaidOrder key={order.order_id} shop={shop} order={order} />
      ))}
      {placed && unpaid.length === 0 && (
        <Alert tone="good" title={t('recent.placed', { number: placed.number })}>
          <p>
            <Items order={placed} />
          </p>
          <ButtonLink href={orderPath(placed.number)} size="sm" variant="secondary" className="w-fit">
            {t('recent.view')}
          </ButtonLink>
        </Alert>
      )}
    </section>
  );
}

function UnpaidOrder({ shop, order }: { shop: Props['shop']; order: RecentOrder }) {
  const t = useTranslations('store.orders');
  const { order_id, number, owed_minor, currency, expires_at, can_pay, can_return } = order;
  return (
    <Card className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="font-display text-2xl">
          {t.rich('recent.notPaid', {
            number,
            nowrap: (chunks) => <span className="whitespace-nowrap">{chunks}</span>,
          })}
        </h2>
        <p>
          {t.rich('recent.toPay', {
            items: () => <Items order={order} />,
            amount: () => (
              <strong className="font-semibold">
                <Money minor={owed_minor} currency={currency} locale={shop.locale} />
              </strong>
            ),
          })}
        </p>
        {expires_at && (
          <p className="text-muted text-sm">
            {t.rich('recent.payUntil', {
              time: () => <Time at={expires_at} timeZone={shop.time_zone} locale={shop.locale} />,
            })}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {can_pay && (
          <form action={changeOrderNoJs}>
            <Hidden command="pay" orderId={order_id} number={number} />
            <SubmitButton pendingLabel={t('payment.pending')}>{t('payment.pay')}</SubmitButton>
          </form>
        )}
        <ButtonLink href={orderPath(number)} variant={can_pay ? 'secondary' : 'primary'}>
          {can_pay ? t('recent.view') : t('recent.showAccount')}
        </ButtonLink>
        {can_return && (
          <form action={changeOrderNoJs}>
            <Hidden command="return_to_cart" orderId={order_id} number={number} />
            <SubmitButton variant="secondary" pendingLabel={t('recent.returning')}>
              {t('recent.returnToCart')}
            </SubmitButton>
          </form>
        )}
      </div>
    </Card>
  );
}

function Items({ order: { name, pieces } }: { order: RecentOrder }) {
  const t = useTranslations('store.orders');
  return t('recent.items', { name, count: pieces });
}

function Hidden({ command, orderId, number }: { command: string; orderId: string; number: string }) {
  return (
    <>
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="order_id" value={orderId} />
      <input type="hidden" name="number" value={number} />
    </>
  );
}
