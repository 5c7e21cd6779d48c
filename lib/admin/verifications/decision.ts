import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import type { PaymentEffect, PaymentSteps } from '@/lib/orders/order-money';
import { stepAt } from '@/lib/orders/steps';
import { differenceFrom } from './warnings';

/** The effect of confirming an amount, shown beforehand; `button` is the label of the button. */
export type Consequence = { tone: 'good' | 'warn'; text: string; button: string };

type Facts = {
  currency: string;
  /** amount still owed */
  owed_minor: number;
  steps: PaymentSteps;
};

/** The tone and the button, a key of `confirmButton`, for each effect of a payment. */
const consequences: Record<
  PaymentEffect,
  { tone: Consequence['tone']; button: 'confirmAmount' | 'recordAndAsk' | 'recordAnother' | 'recordAmount' }
> = {
  confirms: { tone: 'good', button: 'confirmAmount' },
  confirms_with_rest: { tone: 'good', button: 'confirmAmount' },
  revives: { tone: 'good', button: 'confirmAmount' },
  revives_with_rest: { tone: 'good', button: 'confirmAmount' },
  short: { tone: 'warn', button: 'confirmAmount' },
  holds: { tone: 'warn', button: 'recordAndAsk' },
  pays_in_full: { tone: 'good', button: 'confirmAmount' },
  overpays: { tone: 'warn', button: 'recordAnother' },
  asks: { tone: 'warn', button: 'recordAmount' },
};

/** Previews the effect of confirming an amount, as the database computed it; null without an amount. */
export function consequenceOf(
  t: Translator<'admin.verifications'>,
  { currency, owed_minor, steps }: Facts,
  amount_minor: number | null,
  locale: string,
): Consequence | null {
  const step = amount_minor ? stepAt(steps, amount_minor) : null;
  if (!amount_minor || !step) return null;
  const { tone, button } = consequences[step.effect];
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const sentences = [
    step.effect === 'holds' &&
      t('confirm.amountDiffers', differenceFrom(owed_minor, amount_minor, currency, locale)),
    t(`effect.${step.effect}`),
    step.returns_minor > 0 && t('confirm.returned', { amount: money(step.returns_minor) }),
  ];
  return {
    tone,
    text: sentences.filter(Boolean).join(' '),
    button: t(`confirmButton.${button}`, { amount: money(amount_minor) }),
  };
}

type VerificationStatus = NonNullable<Order['verification']>['standing'];

/**
 * The button that opens the form when no proof waits for verification: a key of `recordOther`. Null: there is no such
 * button.
 */
export const otherPayments = {
  to_verify: null,
  with_finance: 'more',
  not_accepted: null,
  rest_asked: 'anyway',
  proof_rejected: 'anyway',
  no_proof: 'anyway',
  cancelled: 'anyway',
  paid: 'second',
} as const satisfies Record<VerificationStatus, string | null>;
