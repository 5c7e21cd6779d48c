import { formatMoney } from '@/lib/money';
import type { PaymentSteps } from '@/lib/orders/order-money';
import { stepAt } from '@/lib/orders/steps';

export type Expectation = { tone: 'good' | 'warn'; text: string };

type Collected = {
  amount_minor: number;
  /** what was to be collected */
  due_minor: number;
  /** what becomes of the order by the cash that came */
  steps: PaymentSteps;
  currency: string;
  locale: string;
  /** the parcel had arrived before: only its money is recorded */
  is_delivered: boolean;
};

/** What will come of cash, before it is recorded; null: that is not known. */
export function expectationOf({
  amount_minor,
  due_minor,
  steps,
  currency,
  locale,
  is_delivered,
}: Collected): Expectation | null {
  const difference = formatMoney(Math.abs(due_minor - amount_minor), currency, locale);
  const arrived = is_delivered ? '' : 'Delivered. ';
  switch (stepAt(steps, amount_minor)?.effect) {
    case 'pays_in_full':
      return {
        tone: 'good',
        text: is_delivered ? 'Then it is paid in full.' : 'Delivered and paid in full.',
      };
    case 'asks':
      return {
        tone: 'warn',
        text: `${arrived}${difference} is missing: the order goes on hold, and finance is asked about it.`,
      };
    case 'overpays':
      return { tone: 'warn', text: `${arrived}${difference} too much: the customer has to get it back.` };
    default:
      return null;
  }
}

type Counted = { expected_minor: number; counted_minor: number; currency: string };

/** How what was counted compares to what should be there. */
export function differenceOf(
  { expected_minor, counted_minor, currency }: Counted,
  locale: string,
): { tone: 'good' | 'warn' | 'bad'; text: string } {
  const difference = formatMoney(Math.abs(expected_minor - counted_minor), currency, locale);
  if (counted_minor === expected_minor) return { tone: 'good', text: 'All of it is there' };
  return counted_minor < expected_minor
    ? { tone: 'bad', text: `${difference} missing` }
    : { tone: 'warn', text: `${difference} too much` };
}

/** What counting has done. */
export const countDone = {
  count_exact: 'Counted, and all of it is there.',
  count_differs: 'Counted. The difference is on record, with your note.',
};

/** How parcels of a customer fared in this shop before, with other orders than the one looked at. */
export function historyOf({ refused, delivered }: { refused: number; delivered: number }): string {
  const parcels = (count: number) => (count === 1 ? '1 parcel' : `${count} parcels`);
  if (refused === 0) return delivered === 0 ? 'No parcel taken before' : `${parcels(delivered)} taken before`;
  return `${parcels(refused)} refused at the door, ${delivered === 0 ? 'none' : delivered} taken`;
}
