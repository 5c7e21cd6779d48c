import { formatMoney } from '@/lib/money';
import { type Reason, words as refusals } from '@/lib/refusals';
import { differenceWords, shortLineWords } from '@/lib/verifications/warnings';
import { decisionDone, refusalWords, shortLinesOf } from '@/lib/verifications/words';
import type { SkipReason } from './credits';
import type { ListedLine } from './lines';

/** Why a line of a statement was left out. */
export const skipWords: Record<SkipReason, string> = {
  date_missing: 'No date.',
  date_unreadable: 'Not a date in the chosen format.',
  date_without_year: 'The date has no year.',
  date_impossible: 'There is no such day.',
  date_in_future: 'The day is still to come.',
  amount_missing: 'No amount.',
  amount_unreadable: 'Not an amount in the chosen format.',
  amount_zero: 'The amount is zero.',
  amount_too_large: 'The amount is too large.',
  too_many_decimals: 'More decimals than the currency has, or the wrong decimal sign.',
  other_currency: 'Another currency.',
  direction_unclear: 'Cannot tell whether the money came in or went out.',
  two_amounts: 'Money in and money out on one line.',
  too_many_cells: 'More cells than columns; a comma is not quoted.',
  broken_quotes: 'A quotation mark is not closed.',
};

export const isSkipReason = (text: string): text is SkipReason => Object.hasOwn(skipWords, text);

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export const creditsWords = (number: number) => count(number, 'credit', 'credits');
export const debitsWords = (number: number) => count(number, 'debit', 'debits');
export const linesWords = (number: number) => count(number, 'line', 'lines');
export const ordersWords = (number: number) => count(number, 'order', 'orders');

/** What came of an import: `34 new credits, 12 known already.` */
export function importedWords({ imported, known }: { imported: number; known: number }): string {
  if (imported + known === 0) return 'This statement says that no money came in.';
  if (imported === 0) return `Nothing new: ${creditsWords(known)} known already.`;
  const fresh = count(imported, 'new credit', 'new credits');
  return known > 0 ? `${fresh}, ${known.toLocaleString('en')} known already.` : `${fresh}.`;
}

/** What a credit says of an order, and what would follow from confirming the order with it. */
export type Explained = {
  /** goes on behind the order's number and name, where there is one */
  text: string;
  /** what it would do to confirm the order with it, where that is not simply to confirm it */
  follows?: string;
};

const ASKS_FINANCE = 'Confirmed, the money is noted, the order goes on hold, and finance decides.';

/** Why a credit is ticked, or not. `isTwice`: another one on the page names the same order. */
export function explain(
  { match, amount_minor, currency }: ListedLine,
  locale: string,
  isTwice = false,
): Explained {
  if (!match) return { text: '' };
  const { owed_minor = 0, status, number, candidates } = match;
  const money = formatMoney(owed_minor, currency, locale);
  switch (match.match) {
    case 'exact':
      return isTwice
        ? { text: `owes ${money}, and more than one credit names it. Tick the one that pays for it.` }
        : { text: 'owes exactly this.' };
    case 'known':
      return { text: 'was confirmed by hand with this money.' };
    case 'amount_differs':
      return {
        text: `is named, but this is ${differenceWords(amount_minor, owed_minor, currency, locale)} (${money}).`,
        follows: ASKS_FINANCE,
      };
    case 'too_early':
      return { text: 'is named, but was placed after this money came. Its proof may show an old transfer.' };
    case 'cancelled':
      return {
        text: 'is named, but has been cancelled.',
        follows: 'Confirmed, the order is taken up again if its goods are still there.',
      };
    case 'paid':
      return status === 'requested'
        ? { text: 'is named, but waits for a yes before it can be paid.' }
        : {
            text: 'is named, and has been paid with other money.',
            follows: 'Noted as a second transfer, what is more than the order costs goes back.',
          };
    case 'amount_only':
      return { text: 'owes exactly this, but the credit does not name it. Compare the names.' };
    case 'several':
      return {
        text: number
          ? `It names ${candidates.length} orders.`
          : `It names no order, and ${candidates.length} owe exactly this.`,
      };
    case 'none':
      return { text: 'It names no order, and none that waits owes exactly this.' };
  }
}

/** What became of the credits that were ticked, by the numbers of their orders. `outcome` as of verify_payment. */
export type Confirmed = {
  settled: { number: string; outcome: string }[];
  left: (Left & { number: string })[];
};
type Left = { reason: Reason; details?: unknown };

export type ConfirmedWords = {
  tone: 'good' | 'warn' | 'bad';
  title: string;
  /** what is more to say of single ones */
  notes: { number: string; text: string }[];
};

const FILED = 'It had been confirmed by hand. The credit is filed with it.';

/** What became of the credits that were ticked: how many orders are confirmed, and of each other one, why not. */
export function confirmedWords({ settled, left }: Confirmed, timeOf: (at: string) => string): ConfirmedWords {
  const total = settled.length + left.length;
  if (total === 0) return { tone: 'bad', title: 'Tick the credits first.', notes: [] };
  const filed = settled.filter(({ outcome }) => outcome === 'replayed').length;
  const done = settled.filter(({ outcome }) => decisionDone[outcome]?.tone === 'good').length - filed;
  const title = [
    filed < total && confirmedTitle(done, total - filed),
    filed > 0 &&
      `${creditsWords(filed)} filed with ${filed === 1 ? 'an order that was' : 'orders that were'} confirmed by hand.`,
  ];
  return {
    tone: done + filed === total ? 'good' : settled.length > 0 ? 'warn' : 'bad',
    title: title.filter(Boolean).join(' '),
    notes: [
      ...left.map((one) => ({ number: one.number, text: whyLeft(one, timeOf) })),
      ...settled
        .filter(({ outcome }) => outcome !== 'confirmed' && outcome !== 'replayed')
        .map(({ number, outcome }) => ({ number, text: decisionDone[outcome]?.text ?? '' })),
    ],
  };
}

function confirmedTitle(done: number, total: number): string {
  if (done === total) {
    return `${ordersWords(total)} confirmed. ${total === 1 ? 'The customer is' : 'The customers are'} being told.`;
  }
  if (done > 0) return `${done} of ${ordersWords(total)} confirmed.`;
  return total === 1 ? 'The order is not confirmed.' : `None of the ${ordersWords(total)} is confirmed.`;
}

/** Why an order was not confirmed with a credit. */
export function whyLeft({ reason, details }: Left, timeOf: (at: string) => string): string {
  switch (reason) {
    case 'sold_out': {
      const lines = shortLinesOf({ reason, details }).map(shortLineWords);
      const which = lines.length > 0 ? ` (${lines.join('; ')})` : '';
      return `Goods of it are gone${which}. Take pieces off on its page, or note the money all the same, under “More” beside the credit.`;
    }
    case 'already_paid':
      return 'It has been paid with other money.';
    case 'unknown_payment_method':
      return 'It is not paid by bank transfer.';
    case 'invalid_transition':
      return 'It cannot be paid as it stands now. Look at the order.';
    default:
      return refusalWords({ reason, message: refusals[reason], details }, timeOf);
  }
}

/** What was done to one credit: by outcome of its confirmation, or by command. */
export const lineDone: Record<string, string> = {
  ...Object.fromEntries(Object.entries(decisionDone).map(([outcome, { text }]) => [outcome, text])),
  dismiss: 'Put aside, with your reason. It is under Done.',
  replayed: FILED,
  restore: 'It is open again.',
};
