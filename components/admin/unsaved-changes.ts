'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * Whether a form holds what was not saved; as long as it does, whoever leaves the page is asked first: by a link, by Back, or by closing
 * the tab. `saved` is what the last save answered, another object for each. Call `note` whenever something was typed or chosen.
 */
export function useUnsavedChanges(form: RefObject<HTMLFormElement | null>, saved: object | null) {
  const t = useTranslations('admin.shell.frame');
  const question = t('leaveUnsaved');
  const [isDirty, setDirty] = useState(false);
  const known = useRef<string>(null);

  // what the fields hold when the page comes, and whenever they were saved
  // biome-ignore lint/correctness/useExhaustiveDependencies: each save counts
  useEffect(() => {
    known.current = contentOf(form.current);
    setDirty(false);
  }, [form, saved]);

  useEffect(() => {
    if (!isDirty) return;
    const mark = Symbol('unsaved');
    if (unsaved.size === 0) listen('addEventListener');
    unsaved.set(mark, question);
    return () => {
      unsaved.delete(mark);
      if (unsaved.size === 0) listen('removeEventListener');
    };
  }, [isDirty, question]);

  return { isDirty, note: () => setDirty(contentOf(form.current) !== known.current) };
}

/** What the forms of the page with changes ask: who leaves is asked once for all of them. */
const unsaved = new Map<symbol, string>();

const contentOf = (form: HTMLFormElement | null) =>
  form &&
  JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );

function listen(how: 'addEventListener' | 'removeEventListener') {
  window[how]('beforeunload', onUnload);
  document[how]('click', onClick, { capture: true });
  // browsers without it go back unasked; Next keeps the page, and what was typed is there again on Forward
  const navigation: EventTarget | undefined = window.navigation;
  navigation?.[how]('navigate', onNavigate);
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
