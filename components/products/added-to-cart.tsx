import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import type { Added } from '@/lib/carts/actions';
import { formatMoney } from '@/lib/money';
import type { Result } from '@/lib/result';
import { cartPath } from '@/lib/shops/paths';

/** What became of "Add to cart". */
export function AddedToCart({ result, locale }: { result: Result<Added>; locale: string }) {
  if (!result.ok) return <Alert tone="bad">{result.fields?.quantity ?? result.message}</Alert>;
  const { name, option_value, item_count, subtotal_minor, currency, notice } = result.data;
  return (
    <Alert tone={notice ? 'warn' : 'good'} title={notice ?? 'Added to your cart'}>
      <p>
        {name}
        {option_value && `, ${option_value}`}
        <span className="block text-muted">
          {item_count} {item_count === 1 ? 'item' : 'items'}, {formatMoney(subtotal_minor, currency, locale)}
        </span>
      </p>
      <ButtonLink href={cartPath} size="sm" variant="secondary" className="w-fit">
        View cart
      </ButtonLink>
    </Alert>
  );
}
