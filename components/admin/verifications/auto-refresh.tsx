'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Shows what colleagues and customers do meanwhile, while somebody looks at the page. What is being typed stays. */
export function AutoRefresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}

const EVERY_MS = 25_000;
