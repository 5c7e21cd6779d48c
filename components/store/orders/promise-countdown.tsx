'use client';

import { type ReactNode, useSyncExternalStore } from 'react';

const everySecond = (onTick: () => void) => {
  const timer = setInterval(onTick, 1000);
  return () => clearInterval(timer);
};

type Props = {
  /** null: nothing is promised, or nothing any more */
  until: string | null;
  /** what is said then */
  lapsed?: ReactNode;
  /** the hour itself, where the promise is long */
  at?: ReactNode;
};

/** How long the items are held, and what can be done after that. The clock is the browser's own; the database judges by its own when it matters. */
export function PromiseCountdown({
  until,
  lapsed = 'We no longer hold your items. Pay soon to get them.',
  at,
}: Props) {
  const seconds = useSyncExternalStore(
    everySecond,
    () => (until ? Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 1000)) : 0),
    () => null,
  );
  if (!until || seconds === 0) {
    return <p className="text-muted text-sm">{lapsed}</p>;
  }
  return (
    <p className="text-muted text-sm">
      We’re holding your items{at && <> until {at}</>}
      {seconds !== null && (
        <span aria-hidden className="whitespace-nowrap tabular-nums">
          {at ? ', ' : ' '}for {clockText(seconds)}
        </span>
      )}
      . If you pay later than that, you get them while there are enough.
    </p>
  );
}

/** `29:05 minutes`, or `1:59 hours` where there are some. */
function clockText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)} hours` : `${minutes}:${two(seconds % 60)} minutes`;
}
