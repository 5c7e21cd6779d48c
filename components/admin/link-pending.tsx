'use client';

import { useLinkStatus } from 'next/link';

/** Placed in a `relative` link: shows a line below it while its page is loading. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return (
    pending && (
      <span
        aria-hidden
        className="absolute inset-x-0 bottom-0 h-0.5 bg-accent-text motion-safe:animate-pulse"
      />
    )
  );
}
