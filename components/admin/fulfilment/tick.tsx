'use client';

import { useTranslations } from 'next-intl';
import { useListActions } from '@/components/admin/list-actions';

/** Ticks an order for what the form above the queue does. */
export function Tick({ value, number }: { value: string; number: string }) {
  const t = useTranslations('admin.fulfilment.bulk');
  const { ticksId } = useListActions();
  return (
    <label className="-m-3 grid size-11 shrink-0 cursor-pointer place-items-center">
      <input
        type="checkbox"
        form={ticksId}
        name="orders"
        value={value}
        data-tick={number}
        aria-label={t('tick', { number })}
        // it would send the form, with the first of its buttons
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        className="size-5 accent-accent-text"
      />
    </label>
  );
}
