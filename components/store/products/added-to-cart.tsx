import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { formatMoney } from '@/lib/money';
import type { Refused, Result } from '@/lib/result';
import { cartPath } from '@/lib/shops/paths';
import type { Added, Offer } from '@/lib/store/carts/actions';

type Props = {
  result: Result<Added> | (Refused & { offer: Offer });
  /** "Add to cart", for what is offered instead */
  action: (form: FormData) => void;
  /** the name of a variant, where the product has several */
  optionOf: (variantId: string) => string | null;
  locale: string;
};

/** What became of "Add to cart". */
export function AddedToCart({ result, action, optionOf, locale }: Props) {
  if ('offer' in result) return <WhatIsLeft offer={result.offer} action={action} optionOf={optionOf} />;
  if (!result.ok) return <Alert tone="bad">{result.fields?.quantity ?? result.message}</Alert>;
  const { name, option_value, item_count, subtotal_minor, currency } = result.data;
  return (
    <Alert tone="good" title="Added to your cart">
      <p>
        {name}
        {option_value && `, ${option_value}`}
        <span className="block text-muted">
          {item_count} {item_count === 1 ? 'item' : 'items'}, {formatMoney(subtotal_minor, currency, locale)}
        </span>
      </p>
      <a href={cartPath} className={buttonClass({ size: 'sm', variant: 'secondary' }, 'w-fit')}>
        View cart
      </a>
    </Alert>
  );
}

/** A form of its own: the one above may have been changed since, and without a script it starts anew. */
function WhatIsLeft({ offer, action, optionOf }: Pick<Props, 'action' | 'optionOf'> & { offer: Offer }) {
  const { variant_id, quantity, asked, held } = offer;
  const option = optionOf(variant_id);
  return (
    <Alert
      tone="warn"
      title={`${option ? `${option}: only` : 'Only'} ${quantity} ${held > 0 ? 'more left' : 'left'}`}
    >
      <p>
        You asked for {asked}
        {held > 0 && `, and your cart holds ${held} already`}. Nothing has been added yet.
      </p>
      <form action={action}>
        <input type="hidden" name="variant_id" value={variant_id} />
        <input type="hidden" name="quantity" value={quantity} />
        <SubmitButton size="sm" variant="secondary" pendingLabel="Adding…">
          Add {quantity} to cart
        </SubmitButton>
      </form>
    </Alert>
  );
}
