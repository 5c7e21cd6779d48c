'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { ticksOf } from './ticks';

type Props = {
  form: RefObject<HTMLFormElement | null>;
  ticked: number;
  /** how many rows can be selected */
  all: number;
};

/** Selects all rows of a page, and shows how many are selected. */
export function SelectAll({ form, ticked, all }: Props) {
  const t = useTranslations('admin.shell.ticks');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = ticked > 0 && ticked < all;
  }, [ticked, all]);
  return (
    <>
      <label className="inline-flex min-h-11 items-center gap-3 text-sm sm:min-h-9">
        <input
          ref={box}
          type="checkbox"
          checked={ticked > 0 && ticked === all}
          onChange={({ currentTarget: { checked } }) => {
            for (const tick of ticksOf(form)) if (tick.checked !== checked) tick.click();
          }}
          onKeyDown={ignoreEnter}
          className="size-5 accent-accent-text"
        />
        <span>{t.rich('selectAll', { hidden })}</span>
      </label>
      <p aria-live="polite" className="text-muted text-sm tabular-nums">
        {ticked > 0 && t('ticked', { ticked, all })}
      </p>
    </>
  );
}

/** In a checkbox, Enter would submit the form with its first button. */
export const ignoreEnter = (event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault();

/** For `useTicked`: how many are selected. */
export const countTicked = (ticks: HTMLInputElement[]) => ticks.length;

const hidden = (chunks: ReactNode) => <span className="sr-only">{chunks}</span>;
