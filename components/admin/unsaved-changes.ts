'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * Whether a form has unsaved changes. While it does, leaving the page by a link, by Back or by closing the tab asks for confirmation.
 * `saved` is the result of the last save, a new object for each; null if there was none, or if a later save was refused. Call `note`
 * after every change of a field.
 */
export function useUnsavedChanges(form: RefObject<HTMLFormElement | null>, saved: object | null) {
  const [isDirty, setDirty] = useState(false);
  const savedContent = useRef<string>(null);
  const lastSave = useRef(saved);

  // the content on load and after each save
  useEffect(() => {
    // effects also run again when Next shows the page again
    const isSaved = saved !== null && saved !== lastSave.current;
    if (savedContent.current !== null && !isSaved) return;
    lastSave.current = saved;
    savedContent.current = contentOf(form.current);
    setDirty(false);
  }, [form, saved]);

  useLeaveWarning(isDirty);
  return { isDirty, note: () => setDirty(contentOf(form.current) !== savedContent.current) };
}

/** Asks for confirmation before the page is left with unsaved changes. Returns the text of the confirmation. */
export function useLeaveWarning(isDirty: boolean): string {
  const t = useTranslations('admin.shell.frame');
  const message = t('leaveUnsaved');

  useEffect(() => {
    if (!isDirty) return;
    const key = Symbol('unsaved');
    if (unsaved.size === 0) toggleListeners('addEventListener');
    unsaved.set(key, message);
    return () => {
      unsaved.delete(key);
      if (unsaved.size === 0) toggleListeners('removeEventListener');
    };
  }, [isDirty, message]);

  return message;
}

/** The confirmation messages of all forms with unsaved changes. Leaving the page shows only one. */
const unsaved = new Map<symbol, string>();

const contentOf = (form: HTMLFormElement | null) =>
  form &&
  JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );

function toggleListeners(method: 'addEventListener' | 'removeEventListener') {
  window[method]('beforeunload', onUnload);
  document[method]('click', onClick, { capture: true });
  // Browsers without the Navigation API go back without confirmation; Next keeps the page, so Forward restores the values.
  const navigation: EventTarget | undefined = window.navigation;
  navigation?.[method]('navigate', onNavigate);
}

const canLeave = () => window.confirm(unsaved.values().next().value);

const onUnload = (event: Event) => event.preventDefault();

function onClick(event: Event) {
  if (!(event instanceof MouseEvent) || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || (link.target && link.target !== '_self') || link.hasAttribute('download')) return;
  if (link.pathname === location.pathname && link.hash) return;
  if (canLeave()) return;
  event.preventDefault();
  event.stopPropagation();
}

function onNavigate(event: Event) {
  if (!(event instanceof NavigateEvent)) return;
  if (event.navigationType === 'traverse' && event.cancelable && !canLeave()) event.preventDefault();
}
