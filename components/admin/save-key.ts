'use client';

import { type RefObject, useEffect } from 'react';

/** Ctrl+S or ⌘S sends a form. */
export function useSaveKey(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    function save(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      // a field that adds what was typed when it loses the focus adds it before the form is sent
      const active = document.activeElement;
      if (active instanceof HTMLElement && active.closest('form') === form.current) {
        active.blur();
        active.focus();
      }
      form.current?.requestSubmit();
    }
    document.addEventListener('keydown', save);
    return () => document.removeEventListener('keydown', save);
  }, [form]);
}
