import { readAmount } from '@/lib/amount';
import type { Translator } from '@/lib/messages/messages';
import type { Refused } from '@/lib/result';

/*
 * Evidence is what a person saw on the account. What the customer says of the transfer is a claim: it stands beside the fields, it
 * never fills them.
 */

/** The fields of a form, with the bank's reference as null where it was ticked that there is none. A reference speaks against that. */
export function withReference({ no_reference, ...fields }: Record<string, unknown>): Record<string, unknown> {
  if (no_reference !== 'on') return fields;
  return { ...fields, bank_reference: String(fields.bank_reference ?? '').trim() === '' ? null : '' };
}

/** The field of the form that is about a field of the payment, and its words, as a key of `seenProblem`. */
const problems: Record<string, [field: string, message: 'checkAmount' | 'checkDay' | 'checkReference']> = {
  amount_minor: ['amount_minor', 'checkAmount'],
  received_at: ['received_at', 'checkDay'],
  bank_reference: ['bank_reference', 'checkReference'],
  transaction_id: ['bank_reference', 'checkReference'],
};

/** A refusal of the database, said at the field of the form that it is about. */
export function refusedAtField<R extends Refused>(t: Translator<'admin.verifications'>, refused: R): R {
  if (refused.reason !== 'invalid_payment' || !refused.fields) return refused;
  const fields = Object.keys(refused.fields).flatMap((name) => {
    const problem = problems[name];
    return problem ? [[problem[0], t(`seenProblem.${problem[1]}`)]] : [];
  });
  return fields.length > 0 ? { ...refused, fields: Object.fromEntries(fields) } : refused;
}

/** What stands in the fields while somebody types. `hasReference`: it was not ticked that the bank shows none. */
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

/** What the customer says of a transfer. */
export type Claim = { amount_minor: number; paid_on: string | null; bank_reference: string | null };

/** Whether what was seen is what the customer says: null where one of them says nothing. */
export type Agreement = { amount: boolean | null; day: boolean | null; reference: boolean | null };

export function compareWithClaim(
  claim: Claim,
  seen: Pick<SeenValues, 'amount_minor' | 'received_on' | 'reference'>,
): Agreement {
  return {
    amount: seen.amount_minor === null ? null : seen.amount_minor === claim.amount_minor,
    day: seen.received_on && claim.paid_on ? seen.received_on === claim.paid_on : null,
    reference:
      seen.reference && claim.bank_reference ? plain(seen.reference) === plain(claim.bank_reference) : null,
  };
}

/** Banks and people write one reference with other spaces, strokes and capitals. */
const plain = (reference: string) => reference.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
