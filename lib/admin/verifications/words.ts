import { z } from 'zod';
import type { Translator } from '@/lib/messages/messages';
import type { Refused } from '@/lib/result';

/** The tone of each outcome of a decision; its text is in `verifications.done`. */
export const decisionTones = {
  confirmed: 'good',
  revived: 'good',
  mismatch: 'warn',
  paid_short: 'warn',
  overpaid: 'warn',
  replayed: 'good',
  rejected: 'good',
} as const;

export type DecisionOutcome = keyof typeof decisionTones;

export const isDecisionOutcome = (text: string): text is DecisionOutcome =>
  Object.hasOwn(decisionTones, text);

const claimDetails = z.object({ name: z.string(), claimed_until: z.string() });

const shortLines = z.array(
  z.object({ sku: z.string(), name: z.string(), requested: z.int(), available: z.int() }),
);
export type ShortLine = z.infer<typeof shortLines>[number];

/** The lines of a `sold_out` refusal; empty for any other reason. */
export function shortLinesOf({ reason, details }: Pick<Refused, 'reason' | 'details'>): ShortLine[] {
  const read = shortLines.safeParse(details);
  return reason === 'sold_out' && read.success ? read.data : [];
}

/** The refusal text of the review page. `timeOf` formats a time for this shop. */
export function refusalWords(
  t: Translator<'admin'>,
  { reason, message, details }: Pick<Refused, 'reason' | 'message' | 'details'>,
  timeOf: (at: string) => string,
): string {
  switch (reason) {
    case 'claimed': {
      const { data: claim } = claimDetails.safeParse(details);
      return claim
        ? t('verifications.claim.refused', { name: claim.name, time: timeOf(claim.claimed_until) })
        : message;
    }
    case 'separation_of_duties':
      return t('verifications.decide.ownOrder');
    case 'already_paid':
    case 'invalid_transition':
    case 'sold_out':
      return t(`verifications.refusal.${reason}`);
    default:
      return message;
  }
}
