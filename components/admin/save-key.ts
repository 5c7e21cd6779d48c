'use client';

import { type RefObject, useEffect } from 'react';

/** Ctrl+S or ⌘S submits a form. */
export function useSaveKey(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    function save(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      // some fields add their input when they lose the focus, which must happen before the form is submitted
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
