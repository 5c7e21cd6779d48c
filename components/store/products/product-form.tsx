'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useEffect, useRef } from 'react';
import { cartChanged } from '@/components/store/carts/cart-count';
import { QuantityInput } from '@/components/store/carts/quantity-input';
import { ChoiceChip } from '@/components/ui/choice';
import { useIsHydrated } from '@/components/ui/hydrated';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { availableOf, isAvailable, type Stock, stockHint } from '@/lib/products/product';
import type { Variant } from '@/lib/products/queries';
import type { Refused, Result } from '@/lib/result';
import { type Added, addToCart, type Offer } from '@/lib/store/carts/actions';
import { AddedToCart } from './added-to-cart';
import { Price } from './price';
import { useVariantChoice } from './variant-choice';

type Props = {
  optionName: string | null;
  variants: Variant[];
  stock: Stock;
  currency: string;
  locale: string;
};

const OUTCOME_ID = 'added';

/** Variant choice, price, stock and "Add to cart". Works as a plain form without JavaScript. */
export function ProductForm({ optionName, variants, stock, currency, locale }: Props) {
  const t = useTranslations('store.products');
  const { variantId: chosen, choose } = useVariantChoice();
  // No-JS fallback: the response is a new page, which opens scrolled to the outcome.
  const [state, action, isPending] = useServerAction<Result<Added> | (Refused & { offer: Offer })>(
    addToCart,
    null,
    `#${OUTCOME_ID}`,
  );
  const outcome = useRef<HTMLDivElement>(null);
  const isHydrated = useIsHydrated();
  // without JavaScript the new page knows only from the outcome which variant was chosen
  const submitted = state && ('offer' in state ? state.offer : state.ok ? state.data : null);
  const variantId = isHydrated ? chosen : (submitted?.variant_id ?? chosen);
  const variant = variants.find(({ id }) => id === variantId) ?? variants[0];
  const hasPrices = variants.some(({ price_minor }) => price_minor !== variant?.price_minor);

  useEffect(() => {
    if (!state) return;
    cartChanged();
    // on a phone the outcome may be off screen
    outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);

  // Not the form's `action`: React would then reset the form, including the chosen variant.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!isPending) startTransition(() => action(data));
  }

  if (!variant) return null;
  const left = stockHint(availableOf(stock, variant.id));
  const isSoldOut = left === 0;
  return (
    <div className="grid gap-6">
      <form action={action} onSubmit={send} className="grid gap-6">
        <p className="text-2xl" aria-live="polite">
          <Price {...variant} currency={currency} locale={locale} />
        </p>
        {variants.length > 1 ? (
          <fieldset className="grid gap-2">
            <legend className="mb-2 font-medium text-sm">
              {t.rich('chosenOption', {
                name: optionName ?? t('option'),
                value: variant.option_value ?? '',
                muted: (words) => <span className="font-normal text-muted">{words}</span>,
              })}
            </legend>
            <div className="flex flex-wrap gap-2">
              {variants.map(({ id, option_value, price_minor }) => (
                <ChoiceChip
                  key={id}
                  name="variant_id"
                  value={id}
                  checked={id === variant.id}
                  onChange={() => choose(id)}
                >
                  <span className={clsx(!isAvailable(stock, id) && 'text-muted line-through')}>
                    {isAvailable(stock, id)
                      ? option_value
                      : t.rich('soldOutOption', {
                          option: option_value ?? '',
                          hidden: (words) => <span className="sr-only">{words}</span>,
                        })}
                  </span>
                  {hasPrices && (
                    <noscript>
                      <Price
                        price_minor={price_minor}
                        compare_at_minor={null}
                        currency={currency}
                        locale={locale}
                      />
                    </noscript>
                  )}
                </ChoiceChip>
              ))}
            </div>
          </fieldset>
        ) : (
          <input type="hidden" name="variant_id" value={variant.id} />
        )}
        {left !== null && (
          <p className={clsx('font-medium text-sm', isSoldOut ? 'text-muted' : 'text-warn')}>
            {isSoldOut ? t('soldOutText') : t('onlyLeft', { count: left })}
          </p>
        )}
        <div className="flex flex-wrap items-end gap-3">
          {!isSoldOut && <QuantityInput />}
          <SubmitButton
            size="lg"
            className="min-w-[min(12rem,100%)] grow"
            pendingLabel={t('adding')}
            disabled={isSoldOut}
            pending={isPending}
          >
            {t(isSoldOut ? 'soldOut' : 'addToCart')}
          </SubmitButton>
        </div>
      </form>
      <div ref={outcome} id={OUTCOME_ID} aria-live="polite" className="scroll-mb-4">
        {state && !isPending && !('offer' in state && state.offer.variant_id !== variantId) && (
          <AddedToCart
            result={state}
            action={action}
            optionOf={(variantId) => variants.find(({ id }) => id === variantId)?.option_value ?? null}
            locale={locale}
          />
        )}
      </div>
    </div>
  );
}
