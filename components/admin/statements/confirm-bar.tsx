'use client';

import clsx from 'clsx';
import { useRef } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { useTicked } from '@/components/admin/ticks';
import { SubmitButton } from '@/components/ui/submit-button';
import { creditsWords, ordersWords } from '@/lib/admin/statements/words';
import { formatMoney } from '@/lib/money';

/** How many orders are ticked, how much money for them came in, and how many credits are only filed. */
type Ticked = { orders: number; minor: number; filed: number };

type Props = {
  /** what is ticked from the start */
  ready: Ticked;
};

/** Confirms all orders whose credits are ticked, with one press. It stays in sight while something is ticked. */
export function ConfirmBar({ ready }: Props) {
  const { shop, ticksId, sendTicked } = useListActions();
  const form = useRef<HTMLFormElement>(null);
  const ticked = useTicked(form, tickedOf, ready);
  const { orders, filed } = ticked;
  return (
    <form
      ref={form}
      id={ticksId}
      aria-label="Confirm what is ticked"
      action={sendTicked}
      className={clsx(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-raised p-3',
        orders + filed > 0 && 'sticky bottom-2 z-10 shadow-raised',
      )}
    >
      <p aria-live="polite" className="px-1 text-muted text-sm">
        {orders + filed > 0 ? `${creditsWords(orders + filed)} ticked` : 'Nothing is ticked'}
      </p>
      <SubmitButton className="max-sm:w-full" pendingLabel="Confirming …">
        {buttonText(ticked, (minor) => formatMoney(minor, shop.currency, shop.locale))}
      </SubmitButton>
    </form>
  );
}

function buttonText({ orders, minor, filed }: Ticked, moneyOf: (minor: number) => string): string {
  const confirm = `Confirm ${ordersWords(orders)}, ${moneyOf(minor)}`;
  if (filed === 0) return orders > 0 ? confirm : 'Confirm';
  return orders > 0 ? `${confirm}, and file ${filed}` : `File ${creditsWords(filed)}`;
}

function tickedOf(ticks: HTMLInputElement[]): Ticked {
  const paying = ticks.filter(({ dataset }) => !dataset.filed);
  return {
    orders: new Set(paying.map(({ dataset }) => dataset.number)).size,
    minor: paying.reduce((sum, { dataset }) => sum + Number(dataset.minor), 0),
    filed: ticks.length - paying.length,
  };
}
