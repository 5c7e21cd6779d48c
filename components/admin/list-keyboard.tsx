'use client';

import { useEffect } from 'react';
import { useIsHydrated } from './hydrated';
import { focusOf, isMeantElsewhere, Key, KeysSwitch, useKeysAreOn } from './keys';

/**
 * j and k (or the arrow keys, once a row has the focus) go from row to row, Enter opens: what is marked `data-row` is a row's
 * link. Where rows can be ticked, at what is marked `data-tick`, x does that.
 */
export function ListKeyboard({ ticks = false }: { ticks?: boolean }) {
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
          {ticks && (
            <span>
              <Key>x</Key> ticks
            </span>
          )}
        </>
      )}
      <KeysSwitch keys={ticks ? 'j, k and x' : 'j and k'} />
    </p>
  );
}

function onKey(event: KeyboardEvent) {
  if (isMeantElsewhere(event)) return;
  const from = focusOf(event);
  const isInList = from.matches('[data-row]');
  if (event.key === 'j' || (isInList && event.key === 'ArrowDown')) move(from, 1);
  else if (event.key === 'k' || (isInList && event.key === 'ArrowUp')) move(from, -1);
  else if (event.key === 'x') from.closest('li')?.querySelector<HTMLElement>('[data-tick]')?.click();
  else return;
  event.preventDefault();
}

function move(from: HTMLElement, step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) =>
    row.checkVisibility(),
  );
  // from a button of a row one goes on from that row
  const here = rows.findIndex((row) => row === from || row.closest('li')?.contains(from));
  const next = rows[here === -1 ? 0 : here + step];
  next?.focus();
  next?.closest('li')?.scrollIntoView({ block: 'nearest' });
}
