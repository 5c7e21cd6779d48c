'use client';

import { useLinkStatus } from 'next/link';

/** Goes into a link (which is `relative`): a line below it while the page behind it is on its way. */
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
