'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { useIsHydrated } from './hydrated';

/**
 * j and k (or the arrow keys, once a row has the focus) go from row to row, Enter opens: what is marked `data-row` is a row's
 * link. Keys that do something without Ctrl or the like get in the way of those who steer by voice, so they can be turned
 * off, here and in the list of orders at once.
 */
export function ListKeyboard() {
  const isOn = useSyncExternalStore(subscribe, readIsOn, () => true);
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
        </>
      )}
      <button
        type="button"
        className="min-h-9 underline-offset-4 hover:text-ink hover:underline"
        onClick={() => writeIsOn(!isOn)}
      >
        {isOn ? 'Turn keys off' : 'Turn keys j and k on'}
      </button>
    </p>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-sm border border-line bg-raised px-1.5 py-0.5 font-sans text-xs">{children}</kbd>
  );
}

function onKey(event: KeyboardEvent) {
  const from = event.target instanceof HTMLElement ? event.target : document.body;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (from.isContentEditable || from.closest('input, textarea, select, dialog, [popover]')) return;
  const isInList = from.matches('[data-row]');
  if (event.key === 'j' || (isInList && event.key === 'ArrowDown')) move(from, 1);
  else if (event.key === 'k' || (isInList && event.key === 'ArrowUp')) move(from, -1);
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

const KEY = 'kedai-order-keys';
const CHANGED = 'kedai-order-keys-changed';

const readIsOn = () => localStorage.getItem(KEY) !== 'off';

function writeIsOn(isOn: boolean) {
  localStorage.setItem(KEY, isOn ? 'on' : 'off');
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(onChange: () => void) {
  window.addEventListener(CHANGED, onChange);
  return () => window.removeEventListener(CHANGED, onChange);
}
