import type { TickedMessage } from '@/lib/admin/staff/row-outcome';
import { differenceWords, shortLineWords } from '@/lib/admin/verifications/warnings';
import { decisionDone, refusalWords, shortLinesOf } from '@/lib/admin/verifications/words';
import { formatMoney } from '@/lib/money';
import type { Word } from '@/lib/orders/staff-words';
import { type Reason, words as refusals } from '@/lib/refusals';
import type { SkipReason } from './credits';
import type { Candidate, ListedLine } from './lines';

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
  direction_missing: 'Other amounts say whether they came in or went out, and this one does not.',
  two_amounts: 'Money in and money out on one line.',
  too_many_cells: 'More cells than columns; a comma is not quoted.',
  broken_quotes: 'A quotation mark is not closed.',
};

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

const ASKS_FINANCE = 'If you confirm it, the money is noted, the order goes on hold, and finance decides.';

/** Why a credit is ticked, or not. `isTwice`: another one on the page names the same order. */
export function explain(
  { match, amount_minor, currency }: ListedLine,
  locale: string,
  isTwice = false,
): Explained {
  if (!match) return { text: '' };
  const { owed_minor = 0, status, candidates } = match;
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
            follows: answers.another.follows,
          };
    case 'amount_only':
    case 'several':
      return {
        text: match.names_order
          ? `It names ${candidates.length} orders.`
          : sameTotalWords(match.same_amount_count),
      };
    case 'none':
      return { text: 'No order number, and no waiting order has this total.' };
  }
}

/** How many waiting orders a credit without a number may pay; `list_statement_lines` counts up to 500. */
function sameTotalWords(number: number): string {
  if (number >= 500) return 'No order number. 500 or more orders have this total.';
  return `No order number. ${ordersWords(number)} ${number === 1 ? 'has' : 'have'} this total.`;
}

/** What speaks for an order, in words; see `name_likeness` in the database: initials alone say little. */
export function marksOf({ name_likeness, number_fragment }: Candidate): Word[] {
  const marks: Word[] = [];
  if (name_likeness >= NAME_MATCHES) marks.push({ label: 'Name matches', tone: 'good' });
  else if (name_likeness >= NAME_PARTLY) marks.push({ label: 'Part of the name matches', tone: 'accent' });
  if (number_fragment) marks.push({ label: 'Part of the order number', tone: 'accent' });
  return marks;
}

const NAME_MATCHES = 0.8;
const NAME_PARTLY = 0.3;

/** What a person should know who compares the payer's name with the customer's; null where the names are the same. */
export function nameDoubts({ name_likeness, name }: Candidate): string | null {
  if (name_likeness >= NAME_MATCHES) return null;
  return name_likeness >= NAME_PARTLY
    ? `Only part of the name ${name} is in the bank’s text.`
    : `The name ${name} is not in the bank’s text. If you are not sure, ask the customer who paid.`;
}

/** What an order owes: `Owes ₦6,000`. */
export const owedWords = (owed_minor: number, currency: string, locale: string) =>
  owed_minor > 0 ? `Owes ${formatMoney(owed_minor, currency, locale)}` : 'Owes nothing';

/** How a credit stands to what an order owes, where it is not the same. */
export function amountDoubts(
  { amount_minor, currency }: Pick<ListedLine, 'amount_minor' | 'currency'>,
  { owed_minor, effect }: Pick<Candidate, 'owed_minor' | 'effect'>,
  locale: string,
): string | null {
  if (amount_minor === owed_minor) return null;
  const difference = differenceWords(amount_minor, Math.max(owed_minor, 0), currency, locale);
  return effect === 'holds'
    ? `The credit is ${difference}. The payment is recorded, the order goes on hold, and finance decides.`
    : `The credit is ${difference}.`;
}

/** What became of the credits that were ticked, by the numbers of their orders. `outcome` as of verify_payment. */
export type Confirmed = {
  settled: { number: string; outcome: string }[];
  unconfirmed: (Unconfirmed & { number: string })[];
  /** why none was even tried */
  refused?: Reason;
};
type Unconfirmed = { reason: Reason; details?: unknown };

const FILED = 'It had been confirmed by hand. The credit is filed with it.';

/** What became of the credits that were ticked: how many orders are confirmed, and of each other one, why not. */
export function confirmedWords(
  { settled, unconfirmed, refused }: Confirmed,
  timeOf: (at: string) => string,
): TickedMessage {
  if (refused) return { tone: 'bad', title: refusals[refused], notes: [] };
  const total = settled.length + unconfirmed.length;
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
      ...unconfirmed.map((one) => ({ number: one.number, text: unconfirmedText(one, timeOf) })),
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
export function unconfirmedText({ reason, details }: Unconfirmed, timeOf: (at: string) => string): string {
  switch (reason) {
    case 'sold_out':
      return `${soldOutWords(details)} Take pieces off on its page, or record the payment anyway, under “More” beside the credit.`;
    case 'already_paid':
      return PAID_ALREADY;
    case 'unknown_payment_method':
      return 'It is not paid by bank transfer.';
    case 'invalid_transition':
      return 'It cannot be paid as it stands now. Look at the order.';
    default:
      return refusalWords({ reason, message: refusals[reason], details }, timeOf);
  }
}

const PAID_ALREADY = 'It has been paid with other money.';

function soldOutWords(details: unknown): string {
  const lines = shortLinesOf({ reason: 'sold_out', details }).map(shortLineWords);
  return `Goods of it are gone${lines.length > 0 ? ` (${lines.join('; ')})` : ''}.`;
}

/** What a person may answer to a refusal of `verify_payment`, and what follows from it, by the field that says so. */
export const answers = {
  another: {
    button: 'It is a second payment',
    follows:
      'Recorded as a second payment, what is more than the order costs goes back to the customer automatically.',
  },
  even_if_short: {
    button: 'Record the payment anyway',
    follows:
      'Recorded anyway, the order goes on hold, and finance decides: wait for the goods, or refund the money.',
  },
} as const;

export type Answer = keyof typeof answers;

/** The refusals that the same form can answer, at the field that does; undefined for all others. */
export function answerableFields({
  reason,
  details,
}: Unconfirmed): Partial<Record<Answer, string>> | undefined {
  if (reason === 'already_paid') return { another: PAID_ALREADY };
  if (reason === 'sold_out') return { even_if_short: soldOutWords(details) };
}

/** Why a move that waits for a second person was not approved. What its asker has to answer is asked of them. */
export function whyNotApproved(unconfirmed: Unconfirmed, timeOf: (at: string) => string): string {
  switch (unconfirmed.reason) {
    case 'already_paid':
      return `${PAID_ALREADY} Decline this move. If it is a second payment, move it again and say so.`;
    case 'sold_out':
      return `${soldOutWords(unconfirmed.details)} Decline this move. To record the payment anyway, move it again and say so.`;
    case 'invalid_transition':
      return 'Somebody else has decided about this move, or its order cannot be paid as it stands now.';
    default:
      return unconfirmedText(unconfirmed, timeOf);
  }
}

/** What was done to one credit: by outcome of its confirmation, or by command. */
export const lineDone: Record<string, string> = {
  ...Object.fromEntries(Object.entries(decisionDone).map(([outcome, { text }]) => [outcome, text])),
  dismiss: 'Ignored, with your reason. It is under Done.',
  replayed: FILED,
  restore: 'It is open again.',
  ...Object.fromEntries(
    Object.entries(decisionDone).map(([outcome, { text }]) => [`moved_${outcome}`, `Payment moved. ${text}`]),
  ),
  moved_replayed: 'This payment had been moved already. Nothing has changed.',
  move_requested:
    'The goods are packed or shipped, so a second person has to approve this. Until then, nothing changes.',
  decline_move: 'Move declined. The payment stays with its order.',
  withdraw_move: 'Request withdrawn. The payment stays with its order.',
};
