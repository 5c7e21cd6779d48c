import { ShoppingBag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Money } from '@/components/ui/money';
import type { RemovedLine as Removed } from '@/lib/carts/cookies';
import { isSameItem } from '@/lib/carts/line';
import { formatMoney } from '@/lib/money';
import { checkoutPath, ordersPath, productsPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import type { ShownCart } from '@/lib/store/carts/queries';
import { missingToFreeDelivery } from '@/lib/store/checkout/delivery';
import { CartLine } from './cart-line';
import { RemovedLine } from './removed-line';

type Props = { shop: Shop; cart: ShownCart | null; removed: Removed | null };

export function CartPage({ shop, cart, removed: lastRemoved }: Props) {
  const t = useTranslations('store.carts');
  const isBackInCart = cart?.lines.some((line) => isSameItem(line, lastRemoved));
  const removed = isBackInCart ? null : lastRemoved;
  if (!cart?.lines.length) {
    return (
      <>
        {cart && removed && (
          <ul className="wrap max-w-md pt-8">
            <RemovedLine removed={removed} />
          </ul>
        )}
        <EmptyCart />
      </>
    );
  }
  const position = removed ? Math.min(removed.position, cart.lines.length) : 0;
  const hasProblem = cart.lines.some(({ problem }) => problem);
  return (
    <div className="wrap grid gap-8 py-8 lg:py-14">
      <h1 className="font-display text-4xl lg:text-5xl">{t('title')}</h1>
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-14">
        <ul className="border-line border-t">
          {cart.lines
            .map((line) => (
              <CartLine key={line.line_id} line={line} currency={cart.currency} locale={shop.locale} />
            ))
            .toSpliced(position, 0, <RemovedLine key="removed" removed={removed} />)}
        </ul>
        <Card className="grid gap-4 lg:sticky lg:top-24">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 font-semibold text-lg">
            <span>{t('subtotal')}</span>
            <Money minor={cart.subtotal_minor} currency={cart.currency} locale={shop.locale} />
          </p>
          <DeliveryHint shop={shop} cart={cart} />
          {hasProblem && <Alert tone="warn">{t('needsAttention')}</Alert>}
          <ButtonLink
            href={checkoutPath}
            size="lg"
            wide
            aria-disabled={hasProblem || undefined}
            tabIndex={hasProblem ? -1 : undefined}
            className={hasProblem ? 'pointer-events-none' : undefined}
          >
            {t('checkOut')}
          </ButtonLink>
          <ul
            className="flex flex-wrap justify-center gap-2 text-muted text-xs"
            aria-label={t('paymentMethods')}
          >
            {shop.payment_methods.map(({ method, label }) => (
              <li key={method} className="rounded-sm border border-line px-2 py-1">
                {label}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </div>
  );
}

function DeliveryHint({ shop, cart }: { shop: Shop; cart: ShownCart }) {
  const t = useTranslations('store.carts');
  const missing = missingToFreeDelivery(cart.shipping_rates, cart.subtotal_minor);
  const isFree = !missing && cart.shipping_rates.some(({ free_from_minor }) => free_from_minor);
  if (missing) {
    const amount = formatMoney(missing.missing_minor, cart.currency, shop.locale);
    return (
      <p className="text-muted text-sm">
        {t.rich('moreForFreeDelivery', {
          amount,
          rate: missing.name,
          strong: (chunks) => <strong className="font-semibold text-ink">{chunks}</strong>,
        })}
      </p>
    );
  }
  return <p className="text-muted text-sm">{t(isFree ? 'freeDeliveryPossible' : 'deliveryAtCheckout')}</p>;
}

export function EmptyCart() {
  const t = useTranslations('store.carts');
  return (
    <EmptyState
      icon={ShoppingBag}
      heading="h1"
      title={t('emptyTitle')}
      action={
        <>
          <ButtonLink href={productsPath}>{t('continueShopping')}</ButtonLink>
          <ButtonLink href={ordersPath} variant="secondary">
            {t('findOrder')}
          </ButtonLink>
        </>
      }
    >
      <p>{t('emptyText')}</p>
    </EmptyState>
  );
}
