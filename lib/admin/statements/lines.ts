import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { orderStatus } from '@/lib/orders/order';
import { Constants } from '@/lib/supabase/database.types';
import { day, text } from '@/lib/text';

/** An order that a credit may pay, from `private.candidate_json`. Amounts in minor units of the credit's currency. */
export const candidate = z.object({
  order_id: z.uuid(),
  number: z.string(),
  name: z.string(),
  owed_minor: z.int(),
  status: orderStatus,
  placed_at: z.string(),
  /** how much of the customer's name is in the bank's text, from 0 to 1 */
  name_likeness: z.number(),
  number_fragment: z.boolean(),
  same_amount: z.boolean(),
  /** the bank's text names it, by its number or the reference in its proof; otherwise a person has to compare both names */
  is_named: z.boolean(),
  /** the effect of the credit on the order */
  effect: z.enum(Constants.public.Enums.payment_effect),
});

/** How a credit matches orders; `private.match_line` defines the kinds of match. */
const match = z.object({
  match: z.enum([
    'exact',
    'known',
    'amount_differs',
    'too_early',
    'cancelled',
    'paid',
    'amount_only',
    'several',
    'none',
  ]),
  /** the bank's text names an order, as in `is_named` */
  names_order: z.boolean(),
  /** what this user may do with the matched order: confirm by checkbox, or record anyway */
  actions: z.array(z.enum(['confirm', 'another', 'even_if_short'])),
  order_id: z.uuid().optional(),
  number: z.string().optional(),
  name: z.string().optional(),
  owed_minor: z.int().optional(),
  status: orderStatus.optional(),
  /** at most five orders that it may pay, most likely first */
  candidates: z.array(candidate),
  /** how many waiting orders owe exactly this amount: 500 means 500 or more; 0 if `names_order` */
  same_amount_count: z.int(),
});

/** A row of `list_statement_lines`. Amounts in minor units of `currency`. */
export const listedLine = z.object({
  line_id: z.uuid(),
  bank: z.string(),
  /** a day, such as `2026-01-31` */
  booked_on: z.iso.date(),
  amount_minor: z.int(),
  currency: z.string(),
  description: z.string(),
  reference: z.string().nullable(),
  order_number: z.string().nullable(),
  order_name: z.string().nullable(),
  settled_at: z.string().nullable(),
  dismissed_reason: z.string().nullable(),
  decided_by_name: z.string().nullable(),
  /** a pending request to move it to another order, for a second person to approve */
  move: z
    .object({
      move_id: z.uuid(),
      to_number: z.string(),
      to_name: z.string(),
      reason: z.string(),
      requested_by_name: z.string().nullable(),
      is_mine: z.boolean(),
      /** what this user may do with it */
      actions: z.array(z.enum(['approve_move', 'decline_move', 'withdraw_move'])),
    })
    .nullable(),
  /** null once it is decided */
  match: match.nullable(),
});

export type ListedLine = z.infer<typeof listedLine>;
export type Match = z.infer<typeof match>;
export type Candidate = z.infer<typeof candidate>;

/** What a checkbox confirms: a credit, and the order that it pays. */
export type LinePick = { line_id: string; order_id: string; number: string };

/** The order that a checkbox would confirm; null if a person has to choose one. */
export function pickOf({ line_id, match }: ListedLine): LinePick | null {
  const { order_id, number, actions } = match ?? {};
  return order_id && number && actions?.includes('confirm') ? { line_id, order_id, number } : null;
}

/** A credit's checkbox value, and its parser. */
export const tickOf = ({ line_id, order_id, number }: LinePick) => `${line_id}_${order_id}_${number}`;

export const tick = text.transform((ticked, context): LinePick => {
  const [line_id, order_id, number = ''] = ticked.split('_');
  const ids = z.tuple([z.uuid(), z.uuid()]).safeParse([line_id, order_id]);
  if (ids.success) return { line_id: ids.data[0], order_id: ids.data[1], number };
  context.addIssue({ code: 'custom', message: fieldMessage('reasons.invalid_form') });
  return z.NEVER;
});

export type LineGroups = {
  /** Credits of exactly the amount that their named order owes; no other such credit on the page names it. */
  ready: ListedLine[];
  /** Credits that match a payment that staff already confirmed manually. */
  known: ListedLine[];
  others: ListedLine[];
  /** Numbers of orders that more than one such credit names: a person has to choose. */
  twice: Set<string>;
};

/** Groups the credits of a page; `ready` and `known` are preselected. */
export function groupLines(lines: ListedLine[]): LineGroups {
  const named = new Map<string, number>();
  for (const { match } of lines) {
    if (match?.match === 'exact' && match.number) named.set(match.number, (named.get(match.number) ?? 0) + 1);
  }
  const twice = new Set([...named].flatMap(([number, count]) => (count > 1 ? [number] : [])));
  const groupOf = ({ match }: ListedLine) => {
    if (match?.match === 'exact') return twice.has(match.number ?? '') ? 'others' : 'ready';
    return match?.match === 'known' ? 'known' : 'others';
  };
  const { ready = [], known = [], others = [] } = Object.groupBy(lines, groupOf);
  return { ready, known, others, twice };
}

/** The size of a page, and the most credits that are confirmed at once. */
export const LINES = 50;

/** A keyset: the day and id of the last credit of the previous page. */
export type Keyset = { booked_on: string; id: string };

const keyset = z.tuple([day, z.uuid()]);

/** Parses the untrusted `?after=`; an unreadable value starts at the top. */
export function keysetOf(text: unknown): Keyset | null {
  const read = keyset.safeParse(typeof text === 'string' ? text.split('_') : null);
  return read.success ? { booked_on: read.data[0], id: read.data[1] } : null;
}

/** `?after=` of the page that starts with this credit. */
export function pageFrom({ booked_on, line_id }: { booked_on: string; line_id: string }): string {
  const next = (BigInt(`0x${line_id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0');
  return `${booked_on}_${next.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

/**
 * Splits the queried credits into one page and the keyset of the next; null on the last page. The query asks for one
 * credit more than a page shows.
 */
export function pageOf(read: ListedLine[]): { rows: ListedLine[]; after: string | null } {
  const rows = read.slice(0, LINES);
  const last = rows.at(-1);
  return { rows, after: last && read.length > LINES ? `${last.booked_on}_${last.line_id}` : null };
}
