'use client';

import { startTransition, useEffect, useEffectEvent } from 'react';

/** Seconds between checks of a gateway; after the last one, the user has to check. Webhooks and emails do not depend on these checks. */
const PAUSES = [3, 5, 8, 13, 20, 30, 45, 60, 60, 60, 60, 60];
/** Staff take longer to verify a transfer, so the order is reloaded for about two hours. */
const STAFF_PAUSE = 25;
const STAFF_CHECKS = 300;

const pauseOf = (check: number, reference: string | undefined) =>
  reference === undefined ? (check < STAFF_CHECKS ? STAFF_PAUSE : undefined) : PAUSES[check];

type Props = {
  /** a server action that refreshes the page */
  refresh: (reference?: string) => Promise<void>;
  /** of a gateway payment; absent: waits for staff */
  reference?: string;
  /** seconds until the first check */
  first?: number;
};

/** Refreshes the page repeatedly while it is visible. Typed values are kept. */
export function RefreshWhileWaiting({ refresh, reference, first }: Props) {
  // Not the router's refresh: if that fails, the browser replaces the page with its error page. A failed check is ignored; the next
  // one follows.
  const checkOnce = useEffectEvent(() => refresh(reference).catch(() => {}));
  useEffect(() => {
    let checks = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = (pause = pauseOf(checks++, reference)) => {
      if (pause !== undefined && !isOver) timer = setTimeout(check, pause * 1000);
    };
    const check = () =>
      startTransition(async () => {
        if (document.visibilityState === 'visible') await checkOnce();
        wait();
      });
    wait(first);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reference, first]);
  return null;
}
