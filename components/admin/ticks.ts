'use client';

import { type RefObject, useEffect, useState } from 'react';

type TicksForm = RefObject<HTMLFormElement | null>;

/** The boxes of the list that belong to a form. */
export const ticksOf = (form: TicksForm) =>
  [...(form.current?.elements ?? [])].filter(
    (element): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.dataset.tick !== undefined,
  );

/**
 * What is ticked, as `measure` reckons it. The boxes are the browser's own, so that what is ticked before the page's scripts are here
 * counts.
 */
export function useTicked<Measured>(
  form: TicksForm,
  measure: (ticked: HTMLInputElement[]) => Measured,
  initial: Measured,
): Measured {
  const [measured, setMeasured] = useState(initial);
  useEffect(() => {
    const count = () =>
      setMeasured((before) => {
        const now = measure(ticksOf(form).filter(({ checked }) => checked));
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    // rows come and go with each rendering; a form is set back only after its event
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
