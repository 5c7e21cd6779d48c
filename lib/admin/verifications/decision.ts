import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { differenceWords, owedOf } from './warnings';

type Facts = Pick<
  Order,
  | 'state'
  | 'currency'
  | 'total_minor'
  | 'paid_minor'
  | 'refunded_minor'
  | 'refundable_minor'
  | 'confirmed_at'
  | 'rest_until'
>;

/** What follows from confirming an amount, said before it is done; `button` is what then does it. */
export type Consequence = { tone: 'good' | 'warn'; text: string; button: string };

const ASKS_FINANCE =
  'The money is noted, the order is put on hold, and finance is asked. Nothing is packed until they have decided.';

/**
 * What becomes of an order once so much money is confirmed for it; see `judge_payment`. `isShort`: goods of it are known to be
 * gone. Null while there is no amount.
 */
export function consequenceOf(
  order: Facts,
  amount_minor: number | null,
  locale: string,
  isShort = false,
): Consequence | null {
  if (!amount_minor) return null;
  const money = formatMoney(amount_minor, order.currency, locale);
  const held = order.paid_minor - order.refunded_minor;
  if (isGoingOn(order) && order.rest_until && held + amount_minor === order.total_minor) {
    return { tone: 'good', text: 'With it, the order is paid in full.', button: `Confirm ${money}` };
  }
  if (isGoingOn(order)) {
    return held + amount_minor > order.total_minor
      ? {
          tone: 'warn',
          text: 'It is noted beside the money that is there. What is more than the order costs goes back to the customer.',
          button: `Note ${money} as another transfer`,
        }
      : { tone: 'warn', text: 'It is noted, and finance is asked what it is for.', button: `Note ${money}` };
  }
  const asking = `Note ${money} and ask finance`;
  // what is on its way back is no part of a price
  const kept = order.refundable_minor ?? held;
  const isRest = kept > 0 && kept + amount_minor === order.total_minor;
  if (amount_minor !== order.total_minor && !isRest) {
    const why = `That is ${differenceWords(amount_minor, owedOf(order), order.currency, locale)}.`;
    return { tone: 'warn', text: `${why} ${ASKS_FINANCE}`, button: asking };
  }
  if (isShort) {
    return {
      tone: 'warn',
      text: 'The amount is right, but goods of the order are gone. You are asked what to do about it.',
      button: `Confirm ${money}`,
    };
  }
  return {
    tone: 'good',
    text: `${isRest ? 'With what came before, that is all of it. ' : ''}${
      order.state === 'cancelled'
        ? 'The cancelled order is taken up again and goes to packing, and the customer is told.'
        : 'The order goes to packing, and the customer is told.'
    }${!isRest && kept > 0 ? ` ${formatMoney(kept, order.currency, locale)} that came before goes back.` : ''}`,
    button: `Confirm ${money}`,
  };
}

/** It has its money and goes its way: what comes now is another transfer. */
export const isGoingOn = ({ state, confirmed_at }: Pick<Order, 'state' | 'confirmed_at'>) =>
  confirmed_at !== null && state !== 'cancelled';

/**
 * Money that is here already is not what was seen now: such a transfer is recorded as one more, under a reference of its own. The rest
 * that a customer was asked for is waited for, and recorded once, however many see it.
 */
export const isAnotherTransfer = (
  order: Pick<Order, 'state' | 'confirmed_at' | 'paid_minor' | 'rest_until'>,
) => order.rest_until === null && (isGoingOn(order) || order.paid_minor > 0);

/** Where an order of the desk stands, and why one may still want to write down money for it. */
export type DeskStanding = {
  /** a proof waits for the word of a verifier */
  isWaiting: boolean;
  text: string;
  /** what opens the form where nobody waits for it; null: there is nothing to be written down */
  other: string | null;
};

/** What a verifier has to know about an order by transfer before anything else. */
export function deskStandingOf(
  order: Pick<Order, 'state' | 'confirmed_at' | 'proofs' | 'hold_reason' | 'rest_until'>,
): DeskStanding {
  const rejected = order.proofs?.some(({ state }) => state === 'rejected');
  switch (order.state) {
    case 'awaiting_verification':
      if (order.proofs?.some(({ state }) => state === 'submitted')) {
        return { isWaiting: true, text: '', other: null };
      }
      return {
        isWaiting: false,
        text: 'Its money was noted and does not fit, so finance has been asked. Nothing is to be looked for until they have decided, or another proof comes.',
        other: 'More money came in for it …',
      };
    case 'requested':
      return { isWaiting: false, text: 'The shop has not accepted this order yet.', other: null };
    case 'pending_payment':
      return {
        isWaiting: false,
        text: order.rest_until
          ? 'The customer was asked for the rest, and has shown no proof of it yet.'
          : rejected
            ? 'Its proof was rejected. The customer can show another one.'
            : 'The customer has shown no proof of the transfer yet.',
        other: 'The money is on the account all the same …',
      };
    case 'cancelled':
      return {
        isWaiting: false,
        text: 'This order is cancelled.',
        other: 'The money is on the account after all …',
      };
    default:
      return {
        isWaiting: false,
        text: 'The money of this order is confirmed.',
        other: 'Another transfer came in for it …',
      };
  }
}
