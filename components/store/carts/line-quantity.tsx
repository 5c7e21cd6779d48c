'use client';

import clsx from 'clsx';
import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useFormStatus } from 'react-dom';
import { useServerAction } from '@/components/ui/use-server-action';
import type { CartLine } from '@/lib/carts/cart';
import { lineName } from '@/lib/carts/line';
import { setCartItem } from '@/lib/store/carts/actions';
import { cartChanged } from './cart-count';

/** The quantity of a line. Each button submits the new quantity, so the form works without JavaScript. */
export function LineQuantity({ line }: { line: CartLine }) {
  const t = useTranslations('store.carts');
  const [state, action] = useServerAction(setCartItem, null);
  useEffect(() => {
    if (state) cartChanged();
  }, [state]);
  const { problem, available } = line;
  const message = refusal(state) ?? (problem && t(`problem.${problem}`, { available: available ?? 0 }));
  return (
    <form action={action} className="grid gap-2">
      <input type="hidden" name="line_id" value={line.line_id} />
      <Buttons line={line} />
      <p aria-live="polite" className={clsx('text-bad text-sm', !message && 'hidden')}>
        {message}
      </p>
    </form>
  );
}

function Buttons({ line }: { line: CartLine }) {
  const { quantity, available, problem } = line;
  const t = useTranslations('store.carts');
  const { pending, data } = useFormStatus();
  // shows the new quantity before the server has confirmed it
  const shown = pending ? Number(data.get('quantity')) : quantity;
  const product = lineName(line);
  const max = available ?? 999;
  const step = (to: number) => ({ type: 'submit', name: 'quantity', value: to }) as const;
  return (
    <div
      className={clsx('flex flex-wrap items-center gap-x-4 gap-y-2', pending && shown === 0 && 'opacity-50')}
    >
      {problem !== 'unavailable' && problem !== 'sold_out' && (
        <div className="inline-flex max-w-full items-center rounded-md border border-edge bg-raised">
          <button
            {...step(Math.max(shown - 1, 0))}
            aria-label={t('oneLessOf', { product })}
            className="grid size-11 place-items-center text-muted hover:text-ink"
          >
            <Minus aria-hidden className="size-4" />
          </button>
          <span className={clsx('min-w-8 text-center tabular-nums', pending && 'text-muted')}>
            {t.rich('quantityNow', {
              quantity: shown,
              hidden: (chunks) => <span className="sr-only">{chunks}</span>,
            })}
          </span>
          <button
            {...step(shown + 1)}
            disabled={shown >= max}
            aria-label={t('oneMoreOf', { product })}
            className="grid size-11 place-items-center text-muted hover:text-ink disabled:opacity-40"
          >
            <Plus aria-hidden className="size-4" />
          </button>
        </div>
      )}
      {problem === 'insufficient_stock' && available !== null && (
        <button
          {...step(available)}
          className="min-h-11 font-medium text-accent-text text-sm underline underline-offset-4"
        >
          {t('reduceTo', { quantity: available })}
        </button>
      )}
      <button
        {...step(0)}
        aria-label={t('removeProduct', { product })}
        className="min-h-11 text-muted text-sm underline-offset-4 hover:text-bad hover:underline"
      >
        {t('remove')}
      </button>
    </div>
  );
}

const refusal = (state: Awaited<ReturnType<typeof setCartItem>> | null) =>
  state && !state.ok ? (state.fields?.quantity ?? state.message) : null;
