'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';

const stepClass =
  'grid h-full w-11 place-items-center text-muted hover:text-ink disabled:opacity-40 noscript:hidden';

/** A number field for the quantity, with plus and minus buttons if JavaScript is on. */
export function QuantityInput({ initial = '1', max = 999 }: { initial?: string; max?: number }) {
  const t = useTranslations('store.carts');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-medium text-sm">
        {t('quantity')}
      </label>
      {/* as tall as the large button beside it */}
      <div className="inline-flex h-13 w-fit items-center rounded-md border border-edge bg-raised">
        <button
          type="button"
          aria-label={t('oneLess')}
          className={stepClass}
          onClick={() => input.current?.stepDown()}
        >
          <Minus aria-hidden className="size-4" />
        </button>
        <input
          ref={input}
          id={id}
          name="quantity"
          type="number"
          inputMode="numeric"
          min={1}
          max={max}
          defaultValue={initial}
          required
          className="h-full w-12 bg-transparent text-center text-base tabular-nums [appearance:textfield] noscript:w-20 [&::-webkit-inner-spin-button]:appearance-none"
        />
        <button
          type="button"
          aria-label={t('oneMore')}
          className={stepClass}
          onClick={() => input.current?.stepUp()}
        >
          <Plus aria-hidden className="size-4" />
        </button>
      </div>
    </div>
  );
}
