'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';

const everySecond = (onTick: () => void) => {
  const timer = setInterval(onTick, 1000);
  return () => clearInterval(timer);
};

type Props = {
  /** null: nothing is promised, or nothing any more */
  until: string | null;
  /** what is said then, where it is more than that we no longer hold them */
  lapsed?: ReactNode;
  /** the hour itself, where the promise is long */
  at?: ReactNode;
};

/** How long the items are held, and what can be done after that. The clock is the browser's own; the database judges by its own when it matters. */
export function PromiseCountdown({ until, lapsed, at }: Props) {
  const t = useTranslations('store.orders');
  const seconds = useSyncExternalStore(
    everySecond,
    () => (until ? Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 1000)) : 0),
    () => null,
  );
  if (!until || seconds === 0) {
    return <p className="text-muted text-sm">{lapsed ?? t('promise.lapsed')}</p>;
  }
  const left = {
    ...clockOf(seconds ?? 0),
    // the server does not know when the page is read
    clock: (chunks: ReactNode) =>
      seconds !== null && (
        <span aria-hidden className="whitespace-nowrap tabular-nums">
          {chunks}
        </span>
      ),
  };
  return (
    <p className="text-muted text-sm">
      {at ? t.rich('promise.heldUntil', { ...left, time: () => at }) : t.rich('promise.held', left)}
    </p>
  );
}

/** `29:05` minutes, or `1:59` hours where there are some. */
function clockOf(seconds: number) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0
    ? { left: `${hours}:${two(minutes)}`, unit: 'hours' as const }
    : { left: `${minutes}:${two(seconds % 60)}`, unit: 'minutes' as const };
}
