import { readAmount } from '@/lib/amount';
import type { Translator } from '@/lib/messages/messages';
import type { Refused } from '@/lib/result';

/*
 * Evidence is what a person saw on the account. What the customer says about a transfer is a claim: it is shown next to the
 * fields and never fills them.
 */

/**
 * Form fields with `bank_reference` null if the box for a missing reference is checked. A reference given as well
 * contradicts the box and becomes invalid.
 */
export function withReference({ no_reference, ...fields }: Record<string, unknown>): Record<string, unknown> {
  if (no_reference !== 'on') return fields;
  return { ...fields, bank_reference: String(fields.bank_reference ?? '').trim() === '' ? null : '' };
}

/** The form field and the message (a key of `seenProblem`) for each field of the payment. */
const problems: Record<string, [field: string, message: 'checkAmount' | 'checkDay' | 'checkReference']> = {
  amount_minor: ['amount_minor', 'checkAmount'],
  received_at: ['received_at', 'checkDay'],
  bank_reference: ['bank_reference', 'checkReference'],
  transaction_id: ['bank_reference', 'checkReference'],
};

/** Moves a database refusal to the matching form fields. */
export function refusedAtField<R extends Refused>(t: Translator<'admin.verifications'>, refused: R): R {
  if (refused.reason !== 'invalid_payment' || !refused.fields) return refused;
  const fields = Object.keys(refused.fields).flatMap((name) => {
    const problem = problems[name];
    return problem ? [[problem[0], t(`seenProblem.${problem[1]}`)]] : [];
  });
  return fields.length > 0 ? { ...refused, fields: Object.fromEntries(fields) } : refused;
}

/** The current values of the form. `hasReference`: the box for a missing reference is not checked. */
export type SeenValues = {
  amount_minor: number | null;
  received_on: string | null;
  reference: string | null;
  hasReference: boolean;
};

export const readSeenValues = (
  fields: Record<string, string>,
  currency: string,
  locale: string,
): SeenValues => {
  const hasReference = fields.no_reference !== 'on';
  return {
    amount_minor: readAmount(fields.amount_minor ?? '', currency, locale),
    received_on: fields.received_at || null,
    reference: (hasReference && fields.bank_reference?.trim()) || null,
    hasReference,
  };
};

/** What the customer claims about a transfer. */
export type Claim = { amount_minor: number; paid_on: string | null; bank_reference: string | null };

/** Whether each seen value equals the claimed one; null if one of the two is missing. */
export type Agreement = { amount: boolean | null; day: boolean | null; reference: boolean | null };

export function compareWithClaim(
  claim: Claim,
  seen: Pick<SeenValues, 'amount_minor' | 'received_on' | 'reference'>,
): Agreement {
  return {
    amount: seen.amount_minor === null ? null : seen.amount_minor === claim.amount_minor,
    day: seen.received_on && claim.paid_on ? seen.received_on === claim.paid_on : null,
    reference:
      seen.reference && claim.bank_reference
        ? normalize(seen.reference) === normalize(claim.bank_reference)
        : null,
  };
}

/** Banks and people write the same reference with different spaces, slashes and capitals. */
const normalize = (reference: string) => reference.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
