import { ChevronDown, ChevronUp } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { type ReactNode, Suspense } from 'react';
import { BackLink } from '@/components/admin/back-link';
import { listOf } from '@/lib/admin/orders/paging';
import { neighboursOf } from '@/lib/admin/orders/queries';
import type { Order } from '@/lib/orders/order';
import { shopOrdersPath, staffOrderPath } from '@/lib/staff/paths';
import { OrderKeyboard } from './order-keyboard';

type Props = { shop: string; order: Order; query: Record<string, unknown> };

/** Links back to the list that the order was opened from, and to the order's neighbours in it. */
export function OrderNavigation({ shop, order, query }: Props) {
  const t = useTranslations('admin.orders.page');
  return (
    <nav aria-label={t('orders')} className="flex min-h-11 items-center justify-between gap-4 sm:min-h-9">
      <BackLink href={shopOrdersPath(shop, listOf(query).query)}>{t('orders')}</BackLink>
      <span className="flex items-center gap-1">
        {/* outside of Suspense: going back at once must still focus this order's row in the list */}
        <OrderKeyboard />
        <Suspense>
          <Neighbours shop={shop} order={order} query={query} />
        </Suspense>
      </span>
    </nav>
  );
}

async function Neighbours({ shop, order, query }: Props) {
  const list = listOf(query);
  const [t, { newer, older }] = await Promise.all([
    getTranslations('admin.orders.page'),
    neighboursOf(shop, list, order),
  ]);
  const to = (number: string | null) => number && staffOrderPath(shop, number, list.query);
  return (
    <>
      <Step to={to(newer)} rel="prev" label={t('newer', { number: newer ?? '' })}>
        <ChevronUp aria-hidden className="size-5" />
      </Step>
      <Step to={to(older)} rel="next" label={t('older', { number: older ?? '' })}>
        <ChevronDown aria-hidden className="size-5" />
      </Step>
    </>
  );
}

type StepProps = { to: Route | null | ''; rel: 'prev' | 'next'; label: string; children: ReactNode };

function Step({ to, rel, label, children }: StepProps) {
  const stepClass = 'grid size-11 place-items-center rounded-md border sm:size-9';
  if (!to) return <span className={`${stepClass} border-line text-edge opacity-55`}>{children}</span>;
  return (
    <Link
      href={to}
      rel={rel}
      data-step
      aria-label={label}
      className={`${stepClass} border-edge bg-raised hover:border-ink`}
    >
      {children}
    </Link>
  );
}
