import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { isStaffCommand } from '@/lib/admin/orders/commands';
import { timelineLabel } from '@/lib/admin/orders/timeline-labels';
import { can, type Order, type TimelineEntry } from '@/lib/orders/order';
import { whyOf } from '@/lib/orders/staff-reasons';
import { actorOf, statusWord } from '@/lib/orders/staff-words';
import { NoteForm } from './note-form';
import { Panel } from './panel';

/** The order's history, newest first, and a form for notes. */
export function OrderTimeline({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin.orders.nextStep');
  const entries = order.timeline.toReversed();
  return (
    <Panel title={t('timeline')}>
      {can(order, 'note') && <NoteForm />}
      <ol className="grid">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.action}`} className="group relative grid gap-1 pb-5 pl-6 last:pb-0">
            <span
              aria-hidden
              className="absolute top-2 bottom-[-0.5rem] left-[4.5px] w-px bg-line group-last:hidden"
            />
            <span
              aria-hidden
              className="absolute top-1.5 left-0 size-2.5 rounded-full border-2 border-raised bg-edge outline outline-line group-first:bg-accent"
            />
            <Entry entry={entry} timeZone={order.time_zone} locale={locale} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Entry({ entry, timeZone, locale }: { entry: TimelineEntry; timeZone: string; locale: string }) {
  const t = useTranslations('admin.orders.nextStep');
  // a staff command's label already implies the new status
  const becomes = entry.from !== entry.to && !isStaffCommand(entry.action) ? entry.to : null;
  const tOrders = useTranslations('admin.orders');
  const why = whyOf(tOrders, entry);
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium text-sm">
          {timelineLabel(tOrders, entry)}
          {entry.amount_minor !== null && entry.currency && (
            <>
              {' · '}
              <Money minor={entry.amount_minor} currency={entry.currency} locale={locale} />
            </>
          )}
          {entry.paid_on && (
            <>
              {' · '}
              {t.rich('paidOn', {
                time: () => <Time at={entry.paid_on ?? ''} timeZone={timeZone} locale={locale} />,
              })}
            </>
          )}
          {becomes && <span className="font-normal text-muted"> · {statusWord(tOrders, becomes).label}</span>}
        </span>
        <span className="text-muted text-xs">
          <Time at={entry.at} timeZone={timeZone} locale={locale} />
          {' · '}
          {actorOf(tOrders, entry)}
        </span>
      </p>
      {why && <p className="whitespace-pre-line break-words rounded-md bg-sunken px-3 py-2 text-sm">{why}</p>}
    </>
  );
}
