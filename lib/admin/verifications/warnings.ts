import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import type { ProofWarning } from '@/lib/proofs/proof';

export { owedOf };

/** The severity of each warning. */
export const warningTones: Record<ProofWarning['kind'], 'bad' | 'warn'> = {
  same_picture: 'bad',
  same_reference: 'bad',
  amount_differs: 'warn',
  promise_gone: 'warn',
  own_order: 'warn',
};

type Owing = Pick<Order, 'currency' | 'total_minor' | 'paid_minor' | 'refunded_minor'>;

/** A warning, and what it means for the decision. */
export function warningWords(
  t: Translator<'admin.verifications'>,
  warning: ProofWarning,
  order: Owing,
  { locale, needsColleague }: { locale: string; needsColleague: boolean },
): { title: string; text: string } {
  switch (warning.kind) {
    case 'same_picture': {
      const { number, bits } = warning;
      return {
        title: t(bits === 0 ? 'warnings.samePictureTitle' : 'warnings.similarPictureTitle', { number }),
        text: t('warnings.samePictureText'),
      };
    }
    case 'same_reference':
      return {
        title: t('warnings.sameReferenceTitle', { number: warning.number }),
        text: t('warnings.sameReferenceText'),
      };
    case 'amount_differs':
      return {
        title: t(
          'warnings.amountDiffersTitle',
          differenceFrom(owedOf(order), warning.amount_minor, order.currency, locale),
        ),
        text: t('warnings.amountDiffersText'),
      };
    case 'promise_gone':
      return warning.lines
        ? { title: t('warnings.outOfStockTitle'), text: t('warnings.outOfStockText') }
        : { title: t('warnings.notReservedTitle'), text: t('warnings.notReservedText') };
    case 'own_order':
      return {
        title: t('warnings.ownOrderTitle'),
        text: needsColleague ? t('warnings.ownOrderBarredText') : t('warnings.ownOrderText'),
      };
  }
}

/** An amount compared with the amount owed, as message arguments: `₦500 less than is owed`. */
export function differenceFrom(owed_minor: number, minor: number, currency: string, locale: string) {
  const difference = minor - owed_minor;
  return {
    direction: difference === 0 ? 'exact' : difference < 0 ? 'less' : 'more',
    amount: formatMoney(Math.abs(difference), currency, locale),
  } as const;
}

type Short = { name: string; requested: number; available: number };

/** A line with too little stock: `Vitamin C Serum: 2 ordered, 1 in stock`. */
export const shortLineWords = (t: Translator<'admin'>, { name, requested, available }: Short) =>
  t('verifications.shortLine', { name, requested, available: Math.max(0, available) });
