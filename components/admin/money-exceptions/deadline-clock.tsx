import clsx from 'clsx';
import { Clock, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { spanOf } from '@/lib/admin/money-exceptions/exception';

/** The time left until a deadline; a missed one stands out. Reads the current time, so it must render on every request. */
export function DeadlineClock({ at }: { at: string }) {
  const t = useTranslations('admin.exceptions');
  const remaining = Date.parse(at) - Date.now();
  const isOver = remaining < 0;
  const isSoon = remaining < SOON_MS;
  const Icon = isOver ? TriangleAlert : Clock;
  return (
    <time
      dateTime={at}
      className={clsx(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap text-sm tabular-nums',
        isOver ? 'font-semibold text-bad' : isSoon ? 'font-medium text-warn' : 'text-muted',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {t(isOver ? 'overdue' : 'timeLeft', { time: spanOf(remaining) })}
    </time>
  );
}

const SOON_MS = 4 * 3600_000;
