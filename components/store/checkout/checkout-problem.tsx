import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { lineName } from '@/lib/carts/line';
import type { CheckoutRefusal } from '@/lib/checkout/refusal';
import { formatMoney } from '@/lib/money';
import { answersSchema } from '@/lib/products/answers';
import { cartPath } from '@/lib/shops/paths';

type Props = {
  problem: CheckoutRefusal | 'unreachable';
  /** whether a field shows its own error */
  isShown: (field: string) => boolean;
  currency: string;
  locale: string;
  ref: Ref<HTMLDivElement>;
};

const linesSchema = z
  .array(
    z.object({
      /** the line of the cart, or of the order that could not be placed */
      line_id: z.string().optional(),
      item_id: z.string().optional(),
      name: z.string(),
      option_value: z.string().nullish().default(null),
      answers: answersSchema.default([]),
      available: z.int().optional(),
    }),
  )
  .catch([]);
const totalSchema = z.object({ total_minor: z.int() }).nullable().catch(null);

/** Why the order was not placed, and what the shopper can do. */
export function CheckoutProblem({ problem, isShown, currency, locale, ref }: Props) {
  const t = useTranslations('store.checkout');
  if (problem === 'unreachable') {
    return (
      <Alert ref={ref} tone="bad" title={t('problem.unreachableTitle')}>
        <p>{t('problem.unreachableText')}</p>
      </Alert>
    );
  }
  const { reason, message, details } = problem;
  if (reason === 'price_changed') {
    const total = totalSchema.parse(details);
    return (
      <Alert ref={ref} tone="warn" title={message}>
        {total && (
          <p>{t('problem.newTotal', { amount: formatMoney(total.total_minor, currency, locale) })}</p>
        )}
      </Alert>
    );
  }
  if (reason === 'sold_out' || reason === 'unavailable') {
    return (
      <Alert ref={ref} tone="bad" title={message}>
        <ul className="list-disc pl-5">
          {linesSchema.parse(details).map(({ line_id, item_id, available, ...line }) => (
            <li key={line_id ?? item_id}>
              <Availability product={lineName(line)} available={available} />
            </li>
          ))}
        </ul>
        <ButtonLink href={cartPath} size="sm" variant="secondary" className="w-fit">
          {t('summary.editCart')}
        </ButtonLink>
      </Alert>
    );
  }
  const hiddenFieldErrors = Object.entries(problem.fields ?? {}).filter(([field]) => !isShown(field));
  return (
    <Alert ref={ref} tone="bad">
      <p>{message}</p>
      {hiddenFieldErrors.map(([field, text]) => (
        <p key={field}>{text}</p>
      ))}
    </Alert>
  );
}

function Availability({ product, available }: { product: string; available: number | undefined }) {
  const t = useTranslations('store.checkout.problem');
  if (available === undefined) return t('notSold', { product });
  return available === 0 ? t('soldOut', { product }) : t('onlyLeft', { product, available });
}
