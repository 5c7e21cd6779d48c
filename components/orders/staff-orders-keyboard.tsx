'use client';

import { useEffect } from 'react';
import { useIsHydrated } from '@/components/admin/hydrated';
import { focusOf, isMeantElsewhere, Key, KeysSwitch, useKeysAreOn } from '@/components/admin/keys';

/** j and k (or the arrow keys, once an order has the focus) go from order to order, Enter opens, / searches. */
export function OrdersKeyboard() {
  const isOn = useKeysAreOn();
  const isHydrated = useIsHydrated();

  useEffect(() => {
    if (!isOn) return;
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);

  // shown once it is true
  if (!isHydrated) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-muted text-sm max-lg:hidden">
      {isOn && (
        <>
          <span>
            <Key>j</Key> <Key>k</Key> move
          </span>
          <span>
            <Key>Enter</Key> opens
          </span>
          <span>
            <Key>/</Key> searches
          </span>
        </>
      )}
      <KeysSwitch keys="j, k and /" />
    </p>
  );
}

function onKey(event: KeyboardEvent) {
  if (isMeantElsewhere(event)) return;
  const from = focusOf(event);
  const isInList = from.matches('[data-order]');
  if (event.key === 'j' || (isInList && event.key === 'ArrowDown')) move(from, 1);
  else if (event.key === 'k' || (isInList && event.key === 'ArrowUp')) move(from, -1);
  else if (event.key === '/') document.getElementById('order-search')?.focus();
  else return;
  event.preventDefault();
}

function move(from: HTMLElement, step: 1 | -1) {
  const orders = [...document.querySelectorAll<HTMLElement>('[data-order]')].filter((order) =>
    order.checkVisibility(),
  );
  const here = orders.indexOf(from);
  const next = orders[here === -1 ? 0 : here + step];
  next?.focus();
  next?.closest('li')?.scrollIntoView({ block: 'nearest' });
}
