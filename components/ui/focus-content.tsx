'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

/**
 * Moves the keyboard focus to the content after navigation. Otherwise the focus would be lost with the clicked link, and the next
 * Tab would continue from an unexpected place. A link that remains on the page, such as one in the header, keeps the focus.
 */
export function FocusContent() {
  const pathname = usePathname();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    // the previous page is only hidden, and an element on it may still have the focus
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body && activeElement.checkVisibility()) return;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
