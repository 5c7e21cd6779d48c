import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { formatMoney } from '@/lib/money';
import { answerField } from '@/lib/products/fields';
import type { Refused, Result } from '@/lib/result';
import { cartPath } from '@/lib/shops/paths';
import type { Added, Offer } from '@/lib/store/carts/actions';

type Props = {
  result: Result<Added> | (Refused & { offer: Offer });
  /** "Add to cart", for the smaller quantity offered instead */
  action: (form: FormData) => void;
  /** the answers to the product's questions, for the same action */
  answers: Record<string, string>;
  /** the name of a variant; null if the product has only one */
  optionOf: (variantId: string) => string | null;
  locale: string;
};

/** The outcome of "Add to cart". */
export function AddedToCart({ result, action, answers, optionOf, locale }: Props) {
  const t = useTranslations('store.products');
  if ('offer' in result)
    return <RemainingOffer offer={result.offer} action={action} answers={answers} optionOf={optionOf} />;
  if (!result.ok) return <Alert tone="bad">{result.fields?.quantity ?? result.message}</Alert>;
  const { name, option_value, item_count, subtotal_minor, currency } = result.data;
  return (
    <Alert tone="good" title={t('addedTitle')}>
      <p>
        {option_value ? t('variantName', { product: name, option: option_value }) : name}
        <span className="block text-muted">
          {t('cartTotal', { count: item_count, amount: formatMoney(subtotal_minor, currency, locale) })}
        </span>
      </p>
      <a href={cartPath} className={buttonClass({ size: 'sm', variant: 'secondary' }, 'w-fit')}>
        {t('viewCart')}
      </a>
    </Alert>
  );
}

type OfferProps = Pick<Props, 'action' | 'answers' | 'optionOf'> & { offer: Offer };

/** A separate form: the shopper may have changed the form above since, and without JavaScript it is reset. */
function RemainingOffer({ offer, action, answers, optionOf }: OfferProps) {
  const t = useTranslations('store.products');
  const { variant_id, quantity, asked, held } = offer;
  const option = optionOf(variant_id);
  return (
    <Alert
      tone="warn"
      title={
        option
          ? t('offerOptionTitle', { option, left: quantity, held })
          : t('offerTitle', { left: quantity, held })
      }
    >
      <p>{t('offerText', { asked, held })}</p>
      <form action={action}>
        <input type="hidden" name="variant_id" value={variant_id} />
        <input type="hidden" name="quantity" value={quantity} />
        {Object.entries(answers).map(([fieldId, value]) => (
          <input key={fieldId} type="hidden" name={answerField(fieldId)} value={value} />
        ))}
        <SubmitButton size="sm" variant="secondary" pendingLabel={t('adding')}>
          {t('addQuantity', { quantity })}
        </SubmitButton>
      </form>
    </Alert>
  );
}
