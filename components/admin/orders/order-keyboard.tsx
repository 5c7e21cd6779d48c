'use client';

import { useEffect } from 'react';
import { Key, shouldIgnoreKey, useKeysAreOn } from '@/components/admin/keys';
import { rememberRow } from '@/components/admin/list-keyboard';
import { useIsHydrated } from '@/components/ui/hydrated';

/** j and k move to the next and previous order of the list. Back in the list, this order's row gets the focus. */
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
