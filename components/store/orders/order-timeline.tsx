import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { timelineWords } from '@/lib/store/orders/shopper-timeline';

/** The history of the order, newest first. */
export function OrderTimeline({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('store.orders');
  const entries = order.timeline.toReversed();
  return (
    <ol className="grid">
      {entries.map((entry, index) => (
        <li
          key={`${entry.at} ${entry.action}`}
          className={clsx(
            'relative grid gap-0.5 pb-5 pl-6 last:pb-0',
            'before:absolute before:top-1.5 before:left-0 before:size-2.5 before:rounded-full',
            'not-last:after:absolute not-last:after:top-5 not-last:after:bottom-0 not-last:after:left-1 not-last:after:w-px not-last:after:bg-line',
            index === 0 ? 'before:bg-accent-text' : 'before:border-2 before:border-edge',
          )}
        >
          <span className={clsx('text-[0.9375rem]', index === 0 && 'font-medium')}>
            {timelineWords(t, entry, locale)}
          </span>
          <Time at={entry.at} timeZone={order.time_zone} locale={locale} className="text-muted text-sm" />
        </li>
      ))}
    </ol>
  );
}
