'use server';

import { refresh } from 'next/cache';
import { requireUser } from '@/lib/admin/auth';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { afterCommit } from '@/lib/jobs/after-commit';
import { invalid } from '@/lib/refusals';
import { done } from '@/lib/result';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { type StockCommand, stockCommandSchema } from './schema';

/** The outcome of a change; `available`: the units that can then be sold. */
export type StockOutcome = RowOutcome & { available?: number };

/**
 * Adds units to a variant's stock, removes some, sets the count or the low-stock level, as the signed-in user. Refuses with the reasons of
 * `add_stock`, `adjust_stock` and `set_low_stock_level`.
 */
export async function changeStock(_last: StockOutcome | null, form: FormData): Promise<StockOutcome> {
  await requireUser();
  const parsed = stockCommandSchema.safeParse(formValues(form));
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const row = { id, command: rowCommand(command), messageKey: command, value: formValue(form, 'reason') };
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };
  const result = await resultOf(run(parsed.data));
  refresh();
  if (!result.ok) return { ...result, ...row };
  afterCommit({ stock: true });
  return { ...done(null), ...row, available: result.data ?? undefined };
}

/** The three changes of the units on hand share a form. */
const rowCommand = (command: string) => (command === 'set_low_stock_level' ? command : 'change_stock');

async function run(input: StockCommand): Promise<number | null> {
  const client = await sessionClient();
  const variant_id = input.id;
  switch (input.command) {
    case 'add_stock':
    case 'remove_stock':
      return rpc(client, 'add_stock', {
        ...{ variant_id, reason: input.reason, idempotency_key: input.idempotency_key },
        quantity: input.command === 'add_stock' ? input.quantity : -input.quantity,
      });
    case 'adjust_stock':
      return rpc(client, 'adjust_stock', {
        ...{ variant_id, on_hand: input.on_hand, reason: input.reason, expected: input.expected },
      });
    case 'set_low_stock_level':
      return execute(client, 'set_low_stock_level', { variant_id, level: input.level });
  }
}
