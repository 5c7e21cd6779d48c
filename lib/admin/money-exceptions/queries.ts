import 'server-only';
import { z } from 'zod';
import { type Keyset, PAGE_SIZE, pageOf } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { exceptionDecision } from '@/lib/orders/order-money';
import { Constants } from '@/lib/supabase/database.types';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import type { ExceptionKind, ExceptionView } from './exception';

const enums = Constants.public.Enums;
const sum = z.object({ amount_minor: z.int(), currency: z.string() });

/** A row of `list_exceptions`. Amounts in minor units. */
const listedException = z.object({
  exception_id: z.uuid(),
  number: z.string(),
  name: z.string(),
  kind: z.enum(enums.exception_kind),
  owner_role: z.enum(enums.staff_role),
  deadline: z.string(),
  decision: exceptionDecision.nullable(),
  owed_minor: z.int(),
  waits_for_customer: z.boolean(),
  /** this user can decide it now */
  is_mine: z.boolean(),
  orders: z.object({ currency: z.string(), paid_minor: z.int(), refunded_minor: z.int() }),
  payments: sum.nullable(),
  refunds: sum.nullable(),
  disputes: z.object({ amount_minor: z.int().nullable(), currency: z.string().nullable() }).nullable(),
});

export type ListedException = z.infer<typeof listedException>;

const answer = z.object({
  view: z.enum(['mine', 'open']),
  /** this user may decide at least some exceptions */
  decides: z.boolean(),
  rows: z.array(listedException),
});

/**
 * A page of a shop's open exceptions, most urgent first, for staff with `payments.read`. With `view` null the
 * database picks the view.
 */
export async function listExceptions(
  { shop }: Membership,
  { view, kind, keyset }: { view: ExceptionView | null; kind: ExceptionKind | null; keyset: Keyset | null },
) {
  const args = {
    ...{ shop: shop.slug, view: view ?? undefined, kind: kind ?? undefined },
    ...{ from_deadline: keyset?.at, from_id: keyset?.id, upwards: keyset?.direction === 'before' },
    max_rows: PAGE_SIZE + 1,
  };
  const { rows, ...seen } = await rpc(await sessionClient(), 'list_exceptions', args, answer);
  return {
    ...seen,
    ...pageOf(rows, keyset, ({ deadline, exception_id }) => ({ at: deadline, id: exception_id })),
  };
}
