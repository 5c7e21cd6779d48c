import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import type { PaymentEffect, PaymentSteps } from '@/lib/orders/order-money';
import { stepAt } from '@/lib/orders/steps';
import { differenceWords } from './warnings';

/** What follows from confirming an amount, said before it is done; `button` is what then does it. */
export type Consequence = { tone: 'good' | 'warn'; text: string; button: string };

type Facts = {
  currency: string;
  /** what is still owed */
  owed_minor: number;
  steps: PaymentSteps;
};

const confirm = (money: string) => `Confirm ${money}`;

const consequences: Record<
  PaymentEffect,
  { tone: Consequence['tone']; text: string; button: (money: string) => string }
> = {
  confirms: { tone: 'good', text: 'The order goes to packing, and the customer is told.', button: confirm },
  confirms_with_rest: {
    tone: 'good',
    text: 'With what came before, that is all of it. The order goes to packing, and the customer is told.',
    button: confirm,
  },
  revives: {
    tone: 'good',
    text: 'The cancelled order is taken up again and goes to packing, and the customer is told.',
    button: confirm,
  },
  revives_with_rest: {
    tone: 'good',
    text: 'With what came before, that is all of it. The cancelled order is taken up again and goes to packing, and the customer is told.',
    button: confirm,
  },
  short: {
    tone: 'warn',
    text: 'The amount is right, but goods of the order are gone. You are asked what to do about it.',
    button: confirm,
  },
  holds: {
    tone: 'warn',
    text: 'The money is noted, the order is put on hold, and finance is asked. Nothing is packed until they have decided.',
    button: (money) => `Note ${money} and ask finance`,
  },
  pays_in_full: { tone: 'good', text: 'With it, the order is paid in full.', button: confirm },
  overpays: {
    tone: 'warn',
    text: 'It is noted beside the money that is there. What is more than the order costs goes back to the customer.',
    button: (money) => `Note ${money} as another transfer`,
  },
  asks: {
    tone: 'warn',
    text: 'It is noted, and finance is asked what it is for.',
    button: (money) => `Note ${money}`,
  },
};

/** What becomes of an order once so much money is confirmed for it, as the database has said; null while there is no amount. */
export function consequenceOf(
  { currency, owed_minor, steps }: Facts,
  amount_minor: number | null,
  locale: string,
): Consequence | null {
  const step = amount_minor ? stepAt(steps, amount_minor) : null;
  if (!amount_minor || !step) return null;
  const { tone, text, button } = consequences[step.effect];
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const sentences = [
    step.effect === 'holds' && `That is ${differenceWords(amount_minor, owed_minor, currency, locale)}.`,
    text,
    step.returns_minor > 0 && `${money(step.returns_minor)} that came before goes back.`,
  ];
  return { tone, text: sentences.filter(Boolean).join(' '), button: button(money(amount_minor)) };
}

type VerificationStatus = NonNullable<Order['verification']>['standing'];

/**
 * What a verifier has to know about an order by transfer before anything else, and `other`: what opens the form where nobody waits
 * for their word; null: there is nothing to be written down.
 */
export const statusTexts: Record<VerificationStatus, { text: string; other: string | null }> = {
  to_verify: { text: '', other: null },
  with_finance: {
    text: 'Its money was noted and does not fit, so finance has been asked. Nothing is to be looked for until they have decided, or another proof comes.',
    other: 'More money came in for it …',
  },
  not_accepted: { text: 'The shop has not accepted this order yet.', other: null },
  rest_asked: {
    text: 'The customer was asked for the rest, and has shown no proof of it yet.',
    other: 'The money is on the account all the same …',
  },
  proof_rejected: {
    text: 'Its proof was rejected. The customer can show another one.',
    other: 'The money is on the account all the same …',
  },
  no_proof: {
    text: 'The customer has shown no proof of the transfer yet.',
    other: 'The money is on the account all the same …',
  },
  cancelled: { text: 'This order is cancelled.', other: 'The money is on the account after all …' },
  paid: { text: 'The money of this order is confirmed.', other: 'Another transfer came in for it …' },
};
