'use client';

import { useEffect } from 'react';
import { Key, shouldIgnoreKey, useKeysAreOn } from '@/components/admin/keys';
import { rememberRow } from '@/components/admin/list-keyboard';
import { useIsHydrated } from '@/components/ui/hydrated';

/** j and k go to the orders next to this one, as they go from row to row in the list, which is entered again at this order. */
export function OrderKeyboard() {
  const isOn = useKeysAreOn();
  const isHydrated = useIsHydrated();

  useEffect(() => {
    rememberRow(location.pathname);
    if (!isOn) return;
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);

  if (!isHydrated || !isOn) return null;
  return (
    <span aria-hidden className="mr-2 text-muted text-sm max-lg:hidden">
      <Key>k</Key> <Key>j</Key>
    </span>
  );
}

function onKey(event: KeyboardEvent) {
  if (shouldIgnoreKey(event) || (event.key !== 'j' && event.key !== 'k')) return;
  const rel = event.key === 'j' ? 'next' : 'prev';
  const steps = document.querySelectorAll<HTMLElement>(`a[data-step][rel=${rel}]`);
  const step = [...steps].find((link) => link.checkVisibility());
  if (!step) return;
  event.preventDefault();
  step.click();
}
