'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';

const everySecond = (onTick: () => void) => {
  const timer = setInterval(onTick, 1000);
  return () => clearInterval(timer);
};

type Props = {
  /** null: the stock is not, or no longer, reserved */
  until: string | null;
  /** replaces the default text for stock that is not reserved */
  lapsed?: ReactNode;
  /** the time itself, for a long reservation */
  at?: ReactNode;
};

/** How long the items stay reserved. Uses the browser's clock; the database decides by its own clock. */
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
  const values = {
    ...clockOf(seconds ?? 0),
    // not rendered on the server, which does not know when the page is read
    clock: (chunks: ReactNode) =>
      seconds !== null && (
        <span aria-hidden className="whitespace-nowrap tabular-nums">
          {chunks}
        </span>
      ),
  };
  return (
    <p className="text-muted text-sm">
      {at ? t.rich('promise.heldUntil', { ...values, time: () => at }) : t.rich('promise.held', values)}
    </p>
  );
}

/** `29:05` minutes, or `1:59` hours from one hour on. */
function clockOf(seconds: number) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0
    ? { left: `${hours}:${two(minutes)}`, unit: 'hours' as const }
    : { left: `${minutes}:${two(seconds % 60)}`, unit: 'minutes' as const };
}
