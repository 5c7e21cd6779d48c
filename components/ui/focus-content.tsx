'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

/**
 * After a step to another page the keyboard goes on at that page's content. Without it the focus would be lost with the
 * link that was pressed, and the next Tab would land somewhere behind. A link that stays, as in the header, keeps it.
 */
export function FocusContent() {
  const pathname = usePathname();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    // the page that was left is only hidden, and what had the focus there may still have it
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body && activeElement.checkVisibility()) return;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
