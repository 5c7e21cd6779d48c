import type { TickedMessage } from '@/lib/admin/staff/row-outcome';
import { shortLineWords } from '@/lib/admin/verifications/warnings';
import {
  type DecisionOutcome,
  decisionTones,
  isDecisionOutcome,
  refusalWords,
  shortLinesOf,
} from '@/lib/admin/verifications/words';
import type { Messages, Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Refused } from '@/lib/result';
import type { Tone } from '@/lib/tone';
import type { Candidate, ListedLine } from './lines';

type Words = Messages['admin']['statements'];

/** The result of an import: `34 new credits, 12 already recorded.` */
export function importedWords(
  t: Translator<'admin.statements'>,
  { imported, known }: { imported: number; known: number },
): string {
  if (imported + known === 0) return t('import.noMoneyIn');
  return imported === 0 ? t('import.nothingNew', { known }) : t('import.imported', { imported, known });
}

/** How a credit matches an order, and the effect of confirming the order with it, as message keys. */
export type Explained = {
  match: keyof Words['match'];
  values: Difference & { owed: string; count: number };
  /** set if the effect is more than a plain confirmation */
  follows?: keyof Words['follows'];
};

/** Why a credit is preselected, or why not. `isTwice`: another credit on the page names the same order. */
export function explain(
  { match, amount_minor, currency }: ListedLine,
  locale: string,
  isTwice = false,
): Explained | null {
  if (!match) return null;
  const { owed_minor = 0, status, candidates, names_order, same_amount_count } = match;
  const values = {
    ...differenceOf(amount_minor, owed_minor, currency, locale),
    owed: formatMoney(owed_minor, currency, locale),
    count: names_order ? candidates.length : same_amount_count,
  };
  switch (match.match) {
    case 'exact':
      return { match: isTwice ? 'exactTwice' : 'exact', values };
    case 'amount_differs':
      return { match: 'amountDiffers', values, follows: 'amountDiffers' };
    case 'too_early':
      return { match: 'tooEarly', values };
    case 'cancelled':
      return { match: 'cancelled', values, follows: 'cancelled' };
    case 'paid':
      if (status === 'requested') return { match: 'requested', values };
      return { match: 'paid', values, follows: 'another' };
    case 'amount_only':
    case 'several':
      if (names_order) return { match: 'namesSeveral', values };
      // `private.match_line` counts no further
      return { match: same_amount_count >= 500 ? 'sameTotalMany' : 'sameTotal', values };
    default:
      return { match: match.match, values };
  }
}

type Difference = { difference: string; direction: 'less' | 'more' };

/** An amount compared with the amount owed: `₦500`, `less`. */
const differenceOf = (minor: number, owed: number, currency: string, locale: string): Difference => ({
  difference: formatMoney(Math.abs(minor - owed), currency, locale),
  direction: minor < owed ? 'less' : 'more',
});

type Mark = { key: keyof Words['mark']; tone: Tone };

/** The evidence for an order. Initials alone say little; see `name_likeness` in the database. */
export function marksOf({ name_likeness, number_fragment }: Candidate): Mark[] {
  const marks: Mark[] = [];
  if (name_likeness >= NAME_MATCHES) marks.push({ key: 'nameMatches', tone: 'good' });
  else if (name_likeness >= NAME_PARTLY) marks.push({ key: 'namePartlyMatches', tone: 'accent' });
  if (number_fragment) marks.push({ key: 'numberPartlyMatches', tone: 'accent' });
  return marks;
}

const NAME_MATCHES = 0.8;
const NAME_PARTLY = 0.3;

/** A hint for comparing the payer's name with the customer's; null if they match. */
export function nameMismatch(
  t: Translator<'admin.statements'>,
  { name_likeness, name }: Candidate,
): string | null {
  if (name_likeness >= NAME_MATCHES) return null;
  return t(name_likeness >= NAME_PARTLY ? 'compare.namePartly' : 'compare.nameMissing', { name });
}

/** The amount that an order owes: `Owes ₦6,000`. */
export const owedWords = (
  t: Translator<'admin.statements'>,
  owed_minor: number,
  currency: string,
  locale: string,
) =>
  owed_minor > 0
    ? t('candidate.owes', { amount: formatMoney(owed_minor, currency, locale) })
    : t('candidate.owesNothing');

/** How a credit differs from the amount owed; null if it does not. */
export function amountMismatch(
  t: Translator<'admin.statements'>,
  { amount_minor, currency }: Pick<ListedLine, 'amount_minor' | 'currency'>,
  { owed_minor, effect }: Pick<Candidate, 'owed_minor' | 'effect'>,
  locale: string,
): string | null {
  if (amount_minor === owed_minor) return null;
  const difference = differenceOf(amount_minor, Math.max(owed_minor, 0), currency, locale);
  return t(effect === 'holds' ? 'compare.amountDiffersHolds' : 'compare.amountDiffers', difference);
}

/** The result of confirming the selected credits, by order number. `outcome` is that of verify_payment. */
export type Confirmed = {
  settled: { number: string; outcome: string }[];
  unconfirmed: (Unconfirmed & { number: string })[];
  /** why no credit was attempted */
  refused?: Refused;
};
type Unconfirmed = Pick<Refused, 'reason' | 'message' | 'details'>;

/** Summarizes a bulk confirmation: how many orders were confirmed, and why each of the others was not. */
export function confirmedWords(
  t: Translator<'admin'>,
  { settled, unconfirmed, refused }: Confirmed,
  timeOf: (at: string) => string,
): TickedMessage {
  if (refused) return { tone: 'bad', title: refused.message, notes: [] };
  const total = settled.length + unconfirmed.length;
  if (total === 0) return { tone: 'bad', title: t('statements.confirmed.tickFirst'), notes: [] };
  const linked = settled.filter(({ outcome }) => outcome === 'replayed').length;
  const done =
    settled.filter(({ outcome }) => isDecisionOutcome(outcome) && decisionTones[outcome] === 'good').length -
    linked;
  const title = [
    linked < total && confirmedTitle(t, done, total - linked),
    linked > 0 && t('statements.confirmed.linked', { count: linked }),
  ];
  return {
    tone: done + linked === total ? 'good' : settled.length > 0 ? 'warn' : 'bad',
    title: title.filter(Boolean).join(' '),
    notes: [
      ...unconfirmed.map((pick) => ({ number: pick.number, text: unconfirmedText(t, pick, timeOf) })),
      ...settled
        .filter(({ outcome }) => outcome !== 'confirmed' && outcome !== 'replayed')
        .map(({ number, outcome }) => ({
          number,
          text: isDecisionOutcome(outcome) ? t(`verifications.done.${outcome}`) : '',
        })),
    ],
  };
}

function confirmedTitle(t: Translator<'admin'>, done: number, count: number): string {
  if (done === count) return t('statements.confirmed.all', { count });
  return done > 0
    ? t('statements.confirmed.some', { done, count })
    : t('statements.confirmed.none', { count });
}

/** Explains why a credit did not confirm an order. */
export function unconfirmedText(
  t: Translator<'admin'>,
  unconfirmed: Unconfirmed,
  timeOf: (at: string) => string,
): string {
  switch (unconfirmed.reason) {
    case 'sold_out':
      return t('statements.refusal.soldOutAdvice', { problem: soldOutWords(t, unconfirmed.details) });
    case 'already_paid':
      return t('statements.refusal.alreadyPaid');
    case 'unknown_payment_method':
      return t('statements.refusal.notTransfer');
    case 'invalid_transition':
      return t('statements.refusal.notPayable');
    default:
      return refusalWords(t, unconfirmed, timeOf);
  }
}

function soldOutWords(t: Translator<'admin'>, details: unknown): string {
  const lines = shortLinesOf({ reason: 'sold_out', details })
    .map((line) => shortLineWords(t, line))
    .join('; ');
  return lines ? t('statements.refusal.soldOutLines', { lines }) : t('statements.refusal.soldOut');
}

/** The fields that can answer a refusal of `verify_payment`. */
export const answers = ['another', 'even_if_short'] as const;
export type Answer = (typeof answers)[number];

/** The error at the field that can answer the refusal; undefined if none can. */
export function answerableFields(
  t: Translator<'admin'>,
  { reason, details }: Pick<Unconfirmed, 'reason' | 'details'>,
): Partial<Record<Answer, string>> | undefined {
  if (reason === 'already_paid') return { another: t('statements.refusal.alreadyPaid') };
  if (reason === 'sold_out') return { even_if_short: soldOutWords(t, details) };
}

/** Explains why the approval of a move failed. Only the requester can set `another` and `even_if_short`. */
export function whyNotApproved(
  t: Translator<'admin'>,
  unconfirmed: Unconfirmed,
  timeOf: (at: string) => string,
): string {
  switch (unconfirmed.reason) {
    case 'already_paid':
      return t('statements.refusal.moveAlreadyPaid');
    case 'sold_out':
      return t('statements.refusal.moveSoldOut', { problem: soldOutWords(t, unconfirmed.details) });
    case 'invalid_transition':
      return t('statements.refusal.moveDecided');
    default:
      return unconfirmedText(t, unconfirmed, timeOf);
  }
}

/** Success messages for one credit, by outcome of its confirmation or by command. */
export function lineDone(t: Translator<'admin'>): Record<string, string> {
  const outcomes = (Object.keys(decisionTones) as DecisionOutcome[]).map(
    (outcome) => [outcome, t(`verifications.done.${outcome}`)] as const,
  );
  return {
    ...Object.fromEntries(outcomes),
    ...Object.fromEntries(
      outcomes.map(([outcome, text]) => [`moved_${outcome}`, t('statements.move.done', { text })]),
    ),
    ...Object.fromEntries(OWN_DONE.map((key) => [key, t(`statements.done.${key}`)])),
  };
}

/** Keys that are not outcomes of a decision, or that mean something else here. */
const OWN_DONE = [
  ...(['dismiss', 'replayed', 'restore', 'moved_replayed', 'move_requested'] as const),
  ...(['decline_move', 'withdraw_move'] as const),
];
