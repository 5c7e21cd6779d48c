import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { Order } from '@/lib/orders/order';
import { paymentStatusWord } from '@/lib/orders/staff-words';

const dots = { neutral: 'bg-edge', accent: 'bg-accent', good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad' };

/** The payment status, quieter than the order status next to it. */
export function PaymentMark({
  order: { status, payment_status },
}: {
  order: Pick<Order, 'status' | 'payment_status'>;
}) {
  const t = useTranslations('admin.orders.payments');
  const tOrders = useTranslations('admin.orders');
  const { label, tone } =
    status === 'refunding' && payment_status !== 'refunded'
      ? { label: t('refundUnderWay'), tone: 'warn' as const }
      : paymentStatusWord(tOrders, payment_status);
  // the order status already says the same
  if (status === payment_status) return null;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-sm">
      <span aria-hidden className={clsx('size-2 rounded-full', dots[tone])} />
      {label}
    </span>
  );
}
