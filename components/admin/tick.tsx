'use client';

import { useTranslations } from 'next-intl';
import { useListActions } from './list-actions';
import { ignoreEnter } from './select-all';

/** Selects a row for the bulk form above the list. `of`: the name of the row. */
export function Tick({ name, value, of }: { name: string; value: string; of: string }) {
  const t = useTranslations('admin.shell.ticks');
  const { ticksId } = useListActions();
  return (
    <label className="-m-3 grid size-11 shrink-0 cursor-pointer place-items-center">
      <input
        type="checkbox"
        form={ticksId}
        name={name}
        value={value}
        data-tick={of}
        aria-label={t('tick', { of })}
        onKeyDown={ignoreEnter}
        className="size-5 accent-accent-text"
      />
    </label>
  );
}
