'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RemovedLine as Removed } from '@/lib/carts/cookies';
import { setCartItem } from '@/lib/store/carts/actions';
import { cartChanged } from './cart-count';

/** Shown in place of the line that was just removed, with an undo button. Null: nothing was removed. */
export function RemovedLine({ removed }: { removed: Removed | null }) {
  const t = useTranslations('store.carts');
  const [state, action] = useActionState(setCartItem, null);
  useEffect(() => {
    if (state) cartChanged();
  }, [state]);

  // The button with the focus disappeared with the line, so the notice takes the focus; but not if the page opens with it.
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(removed?.variant_id);
  useEffect(() => {
    if (shown.current !== removed?.variant_id) box.current?.focus();
    shown.current = removed?.variant_id;
  }, [removed?.variant_id]);

  if (!removed) return null;
  const { variant_id, name, option_value, quantity } = removed;
  return (
    <li className="border-line border-b py-5">
      <Alert ref={box} title={t('removed', { product: option_value ? `${name}, ${option_value}` : name })}>
        {state && !state.ok && <p className="text-bad">{state.message}</p>}
        <form action={action}>
          <input type="hidden" name="variant_id" value={variant_id} />
          <input type="hidden" name="quantity" value={quantity} />
          <SubmitButton size="sm" variant="secondary">
            {t('undo')}
          </SubmitButton>
        </form>
      </Alert>
    </li>
  );
}
