'use client';

import { useSyncExternalStore } from 'react';

const everySecond = (onTick: () => void) => {
  const timer = setInterval(onTick, 1000);
  return () => clearInterval(timer);
};

/** How long the pieces are set aside. The clock is the browser's own; the database judges by its own when it matters. */
export function PromiseCountdown({ until }: { until: string | null }) {
  const seconds = useSyncExternalStore(
    everySecond,
    () => (until ? Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 1000)) : 0),
    () => null,
  );
  if (!until || seconds === 0) {
    return <p className="text-muted text-sm">Your pieces are no longer set aside. Pay soon to get them.</p>;
  }
  return (
    <p className="text-muted text-sm">
      Your pieces are set aside for you
      {seconds !== null && (
        <span aria-hidden className="tabular-nums">
          {' '}
          for {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
        </span>
      )}
      .
    </p>
  );
}
