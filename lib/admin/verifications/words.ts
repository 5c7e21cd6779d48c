import { z } from 'zod';
import type { Refused } from '@/lib/result';

/** What a decision has done, by `outcome` of `verify_payment`; about an order that is named before it. */
export const decisionDone: Record<string, { tone: 'good' | 'warn'; text: string }> = {
  confirmed: {
    tone: 'good',
    text: 'The money is confirmed. The order goes to packing, and the customer is being told.',
  },
  revived: {
    tone: 'good',
    text: 'The money is confirmed, and the cancelled order is taken up again. The customer is being told.',
  },
  mismatch: {
    tone: 'warn',
    text: 'The money is noted. It is not what the order costs, so the order is on hold, and finance is asked.',
  },
  paid_short: {
    tone: 'warn',
    text: 'The money is noted, and its goods are gone: the order is on hold, and finance is asked. If nobody decides, the money goes back by itself.',
  },
  overpaid: { tone: 'warn', text: 'The money is noted. It is more than was owed, and the extra goes back.' },
  replayed: { tone: 'good', text: 'This money had been confirmed already. Nothing has changed.' },
  rejected: {
    tone: 'good',
    text: 'The proof is rejected. The customer is told why, and can show another one.',
  },
};

const claimDetails = z.object({ name: z.string(), claimed_until: z.string() });

const shortLines = z.array(
  z.object({ sku: z.string(), name: z.string(), requested: z.int(), available: z.int() }),
);
export type ShortLine = z.infer<typeof shortLines>[number];

/** The lines that a refusal for want of goods names; empty for any other. */
export function shortLinesOf({ reason, details }: Pick<Refused, 'reason' | 'details'>): ShortLine[] {
  const read = shortLines.safeParse(details);
  return reason === 'sold_out' && read.success ? read.data : [];
}

/** Why a decision was not taken, in words of the review page. `timeOf`: how a moment is written in this shop. */
export function refusalWords(
  { reason, message, details }: Pick<Refused, 'reason' | 'message' | 'details'>,
  timeOf: (at: string) => string,
): string {
  switch (reason) {
    case 'claimed': {
      const claim = claimDetails.safeParse(details);
      return claim.success
        ? `${claim.data.name} has taken this order until ${timeOf(claim.data.claimed_until)}. Nothing was changed.`
        : message;
    }
    case 'separation_of_duties':
      return 'This is your own order, so a colleague has to decide on it.';
    case 'already_paid':
      return 'A colleague was faster: this order has been paid. If what you saw is a second transfer, write it down as another one.';
    case 'invalid_transition':
      return 'The order has moved on while you looked, and nothing was changed. Below is how it stands now.';
    case 'sold_out':
      return 'Nothing was changed yet: goods of this order are gone.';
    default:
      return message;
  }
}
