import clsx from 'clsx';
import { Clock, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { spanOf } from '@/lib/admin/money-exceptions/exception';
import { type ClockLevel, clockOf } from '@/lib/admin/verifications/clock';

const looks: Record<ClockLevel, { look: string; Icon: LucideIcon }> = {
  0: { look: 'text-muted', Icon: Clock },
  1: { look: 'font-medium text-ink', Icon: Clock },
  2: { look: 'rounded-full bg-warn-soft px-2.5 font-medium text-warn', Icon: Hourglass },
  3: { look: 'rounded-full bg-bad-soft px-2.5 font-semibold text-bad', Icon: TriangleAlert },
  4: { look: 'rounded-full bg-bad-soft px-2.5 font-semibold text-bad', Icon: TriangleAlert },
};

const remarkKeys = { 1: 'soon', 2: 'half', 3: 'almost' } as const;

type Props = { submitted_at: string; expires_at: string; className?: string };

/** The time left to verify a proof before the order is cancelled. Reads the current time, so it must render on every request. */
export function DeadlineTimer({ submitted_at, expires_at, className }: Props) {
  const t = useTranslations('admin.verifications');
  const { level, remaining_ms } = clockOf({ submitted_at, expires_at }, Date.now());
  const span = spanOf(remaining_ms);
  const { look, Icon } = looks[level];
  return (
    <time
      dateTime={expires_at}
      data-level={level}
      className={clsx(
        'inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap text-sm tabular-nums',
        look,
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>
        {level === 4 ? t('clock.overdue', { span }) : t('clock.left', { span })}
        {level !== 0 && level !== 4 && (
          <span className="font-normal"> · {t(`clockRemark.${remarkKeys[level]}`)}</span>
        )}
      </span>
    </time>
  );
}
