'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { useTicked } from '@/components/admin/ticks';
import { SubmitButton } from '@/components/ui/submit-button';
import { formatMoney } from '@/lib/money';

/** The selected orders, the money received for them, and how many credits belong to a payment that staff already confirmed. */
type Ticked = { orders: number; minor: number; linked: number };

type Props = {
  /** the initial selection */
  ready: Ticked;
};

/** Confirms the orders of all selected credits at once. Stays in view while something is selected. */
export function ConfirmBar({ ready }: Props) {
  const t = useTranslations('admin.statements');
  const { shop, ticksId, sendTicked } = useListActions();
  const form = useRef<HTMLFormElement>(null);
  const ticked = useTicked(form, tickedOf, ready);
  const { orders, minor, linked } = ticked;
  const count = orders + linked;
  const values = { orders, linked, amount: formatMoney(minor, shop.currency, shop.locale) };
  return (
    <form
      ref={form}
      id={ticksId}
      aria-label={t('list.confirmForm')}
      action={sendTicked}
      className={clsx(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-raised p-3',
        count > 0 && 'sticky bottom-2 z-10 shadow-raised',
      )}
    >
      <p aria-live="polite" className="px-1 text-muted text-sm">
        {t('list.ticked', { count })}
      </p>
      <SubmitButton className="max-sm:w-full" pendingLabel={t('list.confirming')}>
        {t(`list.${buttonOf(ticked)}`, values)}
      </SubmitButton>
    </form>
  );
}

function buttonOf({ orders, linked }: Ticked) {
  if (linked === 0) return orders > 0 ? 'confirmOrders' : 'confirm';
  return orders > 0 ? 'confirmAndLink' : 'link';
}

function tickedOf(ticks: HTMLInputElement[]): Ticked {
  const paying = ticks.filter(({ dataset }) => !dataset.linked);
  return {
    orders: new Set(paying.map(({ dataset }) => dataset.number)).size,
    minor: paying.reduce((sum, { dataset }) => sum + Number(dataset.minor), 0),
    linked: ticks.length - paying.length,
  };
}
