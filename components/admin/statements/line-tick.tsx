'use client';

import { useTranslations } from 'next-intl';
import { useListActions } from '@/components/admin/list-actions';

type Props = { value: string; number: string; minor: number; isLinked: boolean; isReady: boolean };

/** Selects a credit for the bulk form below the list. */
export function LineTick({ value, number, minor, isLinked, isReady }: Props) {
  const t = useTranslations('admin.statements');
  const { ticksId } = useListActions();
  return (
    <label className="-m-3 grid size-11 cursor-pointer place-items-center">
      <input
        type="checkbox"
        form={ticksId}
        name="picks"
        value={value}
        defaultChecked={isReady}
        data-tick
        data-number={number}
        data-minor={minor}
        data-linked={isLinked || undefined}
        aria-label={t(isLinked ? 'list.tickLink' : 'list.tickConfirm', { number })}
        // Enter would submit the bulk form
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        className="size-5 accent-accent-text"
      />
    </label>
  );
}
