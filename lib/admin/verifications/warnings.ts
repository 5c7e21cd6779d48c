import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import type { ProofWarning } from '@/lib/proofs/proof';
import type { Tone } from '@/lib/tone';

export { owedOf };

/** What a warning is called in the queue, where there is room for two words. */
export const warningMarks: Record<ProofWarning['kind'], { label: string; tone: Tone }> = {
  same_picture: { label: 'Same picture', tone: 'bad' },
  same_reference: { label: 'Same reference', tone: 'bad' },
  amount_differs: { label: 'Other amount', tone: 'warn' },
  promise_gone: { label: 'Promise gone', tone: 'warn' },
  own_order: { label: 'Your own order', tone: 'warn' },
};

export type WarningWords = { tone: 'bad' | 'warn'; title: string; text: string };

type Owing = Pick<Order, 'currency' | 'total_minor' | 'paid_minor' | 'refunded_minor'>;

/** What looks odd, and what follows from it for whoever has to decide. */
export function warningWords(
  warning: ProofWarning,
  order: Owing,
  { locale, isBarred }: { locale: string; isBarred: boolean },
): WarningWords {
  switch (warning.kind) {
    case 'same_picture':
      return {
        tone: 'bad',
        title:
          warning.bits === 0
            ? `The same picture was shown for ${warning.number}`
            : `The picture looks like one that was shown for ${warning.number}`,
        text: 'One transfer pays for one order. Confirm only money that you see on the account twice.',
      };
    case 'same_reference':
      return {
        tone: 'bad',
        title: `The same bank reference belongs to ${warning.number}`,
        text: 'Every transfer has a reference of its own. Confirm only money that you see on the account twice.',
      };
    case 'amount_differs':
      return {
        tone: 'warn',
        title: `The proof says ${differenceWords(warning.amount_minor, owedOf(order), order.currency, locale)}`,
        text: 'Write down what the account shows, not what the proof says.',
      };
    case 'promise_gone':
      return {
        tone: 'warn',
        title: warning.lines ? 'Goods of this order are gone' : 'Its goods are no longer promised',
        text: warning.lines
          ? 'The promise has run out, and others have bought them:'
          : 'The promise has run out. Right now everything is still there; whoever confirms first gets it.',
      };
    case 'own_order':
      return {
        tone: 'warn',
        title: 'This is your own order',
        text: isBarred
          ? 'A colleague has to look for its money and decide.'
          : 'Others will ask who confirmed it. Look twice.',
      };
  }
}

/** How an amount stands to what is owed: `₦500 less than is owed`. */
export function differenceWords(minor: number, owed: number, currency: string, locale: string): string {
  const difference = minor - owed;
  if (difference === 0) return 'exactly what is owed';
  const money = formatMoney(Math.abs(difference), currency, locale);
  return `${money} ${difference < 0 ? 'less' : 'more'} than is owed`;
}

/** One line that is short, in words: `Vitamin C Serum: 2 ordered, 1 there`. */
export const shortLineWords = ({
  name,
  requested,
  available,
}: {
  name: string;
  requested: number;
  available: number;
}) => `${name}: ${requested} ordered, ${available > 0 ? `${available} there` : 'none there'}`;
