'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import type { RemovedLine as Removed } from '@/lib/carts/cookies';
import { lineName } from '@/lib/carts/line';
import { answerField } from '@/lib/products/fields';
import { setCartItem } from '@/lib/store/carts/actions';
import { cartChanged } from './cart-count';

/** Shown in place of the line that was just removed, with an undo button. Null: nothing was removed. */
export function RemovedLine({ removed }: { removed: Removed | null }) {
  const t = useTranslations('store.carts');
  const [state, action] = useServerAction(setCartItem, null);
  useEffect(() => {
    if (state) cartChanged();
  }, [state]);

  // The button with the focus disappeared with the line, so the notice takes the focus, unless it was there when the page opened.
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(removed?.line_id);
  useEffect(() => {
    if (shown.current !== removed?.line_id) box.current?.focus();
    shown.current = removed?.line_id;
  }, [removed?.line_id]);

  if (!removed) return null;
  const { variant_id, answers, quantity } = removed;
  return (
    <li className="border-line border-b py-5">
      <Alert ref={box} title={t('removed', { product: lineName(removed) })}>
        {state && !state.ok && <p className="text-bad">{state.message}</p>}
        <form action={action}>
          <input type="hidden" name="variant_id" value={variant_id} />
          <input type="hidden" name="quantity" value={quantity} />
          {answers.map(({ field_id, value }) => (
            <input key={field_id} type="hidden" name={answerField(field_id)} value={value} />
          ))}
          <SubmitButton size="sm" variant="secondary">
            {t('undo')}
          </SubmitButton>
        </form>
      </Alert>
    </li>
  );
}
