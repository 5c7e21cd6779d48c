'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';

/*
 * Single-key shortcuts, without Ctrl or another modifier. They interfere with voice control (WCAG 2.1.4), so they can be turned off,
 * for the whole admin at once.
 */

/** Whether shortcuts are on in this browser. */
export const useKeysAreOn = () => useSyncExternalStore(subscribe, readIsOn, () => true);

/** Whether a key press is meant for something else: a field, a dialog or the browser. */
export function shouldIgnoreKey(event: KeyboardEvent): boolean {
  const from = focusOf(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  return (
    from.isContentEditable ||
    from.closest('input:not([type=checkbox]), textarea, select, dialog, [popover]') !== null
  );
}

/** The element that had the focus when a key was pressed. */
export const focusOf = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement ? target : document.body;

export function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-sm border border-line bg-raised px-1.5 py-0.5 font-sans text-xs">{children}</kbd>
  );
}

/** Turns the shortcuts off and on. `keys` names them: "j and k". */
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

const STORAGE_KEY = 'kedai-order-keys';
const CHANGE_EVENT = 'kedai-order-keys-changed';

const readIsOn = () => localStorage.getItem(STORAGE_KEY) !== 'off';

function writeIsOn(isOn: boolean) {
  localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off');
  window.dispatchEvent(new Event(CHANGE_EVENT));
}

function subscribe(onChange: () => void) {
  window.addEventListener(CHANGE_EVENT, onChange);
  return () => window.removeEventListener(CHANGE_EVENT, onChange);
}
