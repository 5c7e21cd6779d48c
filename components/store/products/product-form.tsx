'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type FormEvent, lazy, startTransition, useEffect, useRef, useState } from 'react';
import { cartChanged } from '@/components/store/carts/cart-count';
import { QuantityInput } from '@/components/store/carts/quantity-input';
import { useIsHydrated } from '@/components/ui/hydrated';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { findVariant, type Option } from '@/lib/products/options';
import {
  availableOf,
  isAvailable,
  isBackorder,
  isSoldOut,
  type Stock,
  stockHint,
} from '@/lib/products/product';
import type { ProductField, Variant } from '@/lib/products/queries';
import { type AddResult, addToCart } from '@/lib/store/carts/actions';
import { formatTime } from '@/lib/time';
import { AddedToCart } from './added-to-cart';
import { Combinations, OptionGroup } from './option-group';
import { Price } from './price';
import { useVariantChoice } from './variant-choice';

type Props = {
  productId: string;
  /** the product's questions */
  fields: ProductField[];
  options: Option[];
  variants: Variant[];
  stock: Stock;
  currency: string;
  locale: string;
  /** a preview of an unpublished product, which cannot be bought */
  isPreview?: boolean;
};

const OUTCOME_ID = 'added';

/** Loaded only for a product that asks something. */
const ProductFields = lazy(() => import('./product-fields'));

/** Variant choice, price, stock and "Add to cart". Works as a plain form without JavaScript. */
export function ProductForm({
  productId,
  fields,
  options,
  variants,
  stock,
  currency,
  locale,
  isPreview,
}: Props) {
  const t = useTranslations('store.products');
  const { variantId } = useVariantChoice();
  // kept: the preselected variant must not change when its stock is refreshed
  const [initialId] = useState(() => variants.find(({ id }) => isAvailable(stock, id))?.id);
  // No-JS fallback: the response is a new page, which opens scrolled to the outcome.
  const [state, action, isPending] = useServerAction<AddResult>(addToCart, null, {
    permalink: `#${OUTCOME_ID}`,
  });
  const outcomeBox = useRef<HTMLDivElement>(null);
  const isHydrated = useIsHydrated();
  const initial = variants.find(({ id }) => id === initialId) ?? variants[0];
  // without JavaScript the new page knows the selection only from the outcome
  const asked = state && askedOptions(state, variants, options.length);
  const chosen = variants.find(({ id }) => id === variantId)?.options ?? asked ?? initial?.options;

  useEffect(() => {
    if (!state) return;
    cartChanged();
    // on a phone the outcome may be off the screen or behind the header
    outcomeBox.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);

  // Not left to the form's `action`: React would then reset the form, and with it the selected variant.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!isPending) startTransition(() => action(data));
  }

  if (!initial || !chosen) return null;
  // without JavaScript, the submitted choices may belong to no variant
  const variant = findVariant(variants, chosen);
  const left = variant ? stockHint(availableOf(stock, variant.id)) : null;
  // without JavaScript, another variant that is in stock can still be selected
  const isEnded = left === 0 && (isHydrated || isSoldOut(variants, stock));
  const shown = { variants, stock, currency, locale };
  return (
    <div className="grid gap-6">
      <form action={action} onSubmit={send} className="grid gap-6">
        <p className="text-2xl" aria-live="polite">
          <Price {...(variant ?? initial)} currency={currency} locale={locale} />
          {options.length > 1 && <span className="sr-only noscript:hidden">{variant?.option_value}</span>}
        </p>
        {variants.length > 1 ? (
          <>
            <input type="hidden" name="product_id" value={productId} />
            {options.map((option) => (
              <OptionGroup key={option.position} option={option} chosen={chosen} {...shown} />
            ))}
            {options.length > 1 && <Combinations {...shown} />}
          </>
        ) : (
          <input type="hidden" name="variant_id" value={initial.id} />
        )}
        {fields.length > 0 && <ProductFields fields={fields} state={state} />}
        {left !== null && (
          <p className={clsx('font-medium text-sm', left === 0 ? 'text-muted' : 'text-warn')}>
            {left === 0 ? t('soldOutText') : t('onlyLeft', { count: left })}
          </p>
        )}
        {variant && isBackorder(stock, variant.id) && (
          <p className="font-medium text-sm text-warn">
            {variant.backorder_on
              ? t('backorderOn', { date: formatTime(variant.backorder_on, 'UTC', locale) })
              : t('backorder')}
          </p>
        )}
        <div className="flex flex-wrap items-end gap-3">
          {!isEnded && <QuantityInput initial={state?.asked?.quantity} />}
          <SubmitButton
            size="lg"
            className="min-w-[min(12rem,100%)] grow"
            pendingLabel={t('adding')}
            disabled={isEnded || isPreview}
            pending={isPending}
          >
            {t(isEnded ? 'soldOut' : 'addToCart')}
          </SubmitButton>
        </div>
      </form>
      <div ref={outcomeBox} id={OUTCOME_ID} aria-live="polite" className="scroll-mb-4">
        {state && !isPending && (state.ok || !asked || asked.join() === chosen.join()) && (
          <AddedToCart
            result={state}
            action={action}
            answers={state.asked?.answers ?? {}}
            optionOf={(variantId) => variants.find(({ id }) => id === variantId)?.option_value ?? null}
            locale={locale}
          />
        )}
      </div>
    </div>
  );
}

/** The choices that an outcome is about: those submitted, one of each option, or those of the submitted variant. */
function askedOptions(state: AddResult, variants: Variant[], count: number): string[] | undefined {
  if (count > 0 && state.asked?.options.length === count) return state.asked.options;
  const variantId = state.ok ? state.data.variant_id : 'offer' in state ? state.offer.variant_id : null;
  return variants.find(({ id }) => id === variantId)?.options;
}
