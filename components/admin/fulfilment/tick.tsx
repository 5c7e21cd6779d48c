'use client';

import { useTranslations } from 'next-intl';
import { useListActions } from '@/components/admin/list-actions';

/** Selects an order for the bulk form above the queue. */
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
        // Enter would submit the bulk form with its first button
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        className="size-5 accent-accent-text"
      />
    </label>
  );
}
