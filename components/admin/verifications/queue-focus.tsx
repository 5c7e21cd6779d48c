'use client';

import { useEffect } from 'react';

/** Who comes back from an order goes on at its row, if the focus was lost with what led back. */
export function QueueFocus() {
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body && activeElement.checkVisibility()) return;
    document.getElementById(location.hash.slice(1))?.focus();
  }, []);
  return null;
}
