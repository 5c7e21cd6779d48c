'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';

/*
 * Keys that do something without Ctrl or the like. They get in the way of those who steer by voice, so they can be turned off,
 * in all of the admin at once.
 */

/** Whether they are on, for this person in this browser. */
export const useKeysAreOn = () => useSyncExternalStore(subscribe, readIsOn, () => true);

/** Whether a key was meant for something else: a field, a dialog, the browser. */
export function shouldIgnoreKey(event: KeyboardEvent): boolean {
  const from = focusOf(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  return (
    from.isContentEditable ||
    from.closest('input:not([type=checkbox]), textarea, select, dialog, [popover]') !== null
  );
}

/** Where the focus was when a key was pressed. */
export const focusOf = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement ? target : document.body;

export function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-sm border border-line bg-raised px-1.5 py-0.5 font-sans text-xs">{children}</kbd>
  );
}

/** Turns them off and on again. `keys`: which, as in "j and k". */
export function KeysSwitch({ keys }: { keys: string }) {
  const t = useTranslations('admin.shell.keys');
  const isOn = useKeysAreOn();
  return (
    <button
      type="button"
      className="min-h-9 underline-offset-4 hover:text-ink hover:underline"
      onClick={() => writeIsOn(!isOn)}
    >
      {isOn ? t('turnOff') : t('turnOn', { keys })}
    </button>
  );
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
