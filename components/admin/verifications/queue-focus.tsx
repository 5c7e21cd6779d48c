'use client';

import { useEffect } from 'react';

/** After going back from an order, focuses its row in the queue, unless something else has the focus. */
export function QueueFocus() {
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body && activeElement.checkVisibility()) return;
    document.getElementById(location.hash.slice(1))?.focus();
  }, []);
  return null;
}
