'use client';

import Link from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link that prefetches its page on hover, touch or keyboard focus. Pages have many links and mobile data is expensive, so links
 * are not prefetched without such a sign of intent.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [isPrefetched, setPrefetched] = useState(false);
  const prefetch = () => setPrefetched(true);
  return (
    <Link
      prefetch={isPrefetched}
      onPointerEnter={prefetch}
      onTouchStart={prefetch}
      onFocus={prefetch}
      {...props}
    />
  );
}
