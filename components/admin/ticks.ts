'use client';

import { type RefObject, useEffect, useState } from 'react';

type TicksForm = RefObject<HTMLFormElement | null>;

/** The checkboxes that belong to a form. */
export const ticksOf = (form: TicksForm) =>
  [...(form.current?.elements ?? [])].filter(
    (element): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.dataset.tick !== undefined,
  );

/** The selection, summarized by `measure`. Reads the checkboxes from the DOM, so that those ticked before hydration count. */
export function useTicked<Measured>(
  form: TicksForm,
  measure: (ticked: HTMLInputElement[]) => Measured,
  initial: Measured,
): Measured {
  const [measured, setMeasured] = useState(initial);
  // after every render, since the rows may have changed
  useEffect(() => {
    const count = () =>
      setMeasured((before) => {
        const now = measure(ticksOf(form).filter(({ checked }) => checked));
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    // a form resets its fields only after the `reset` event
    const countLater = () => queueMicrotask(count);
    count();
    document.addEventListener('change', count);
    document.addEventListener('reset', countLater);
    return () => {
      document.removeEventListener('change', count);
      document.removeEventListener('reset', countLater);
    };
  });
  return measured;
}
