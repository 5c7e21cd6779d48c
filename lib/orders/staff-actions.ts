'use server';

import type { Route } from 'next';
import { refresh, revalidateTag } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { requireUser } from '@/lib/auth';
import { invalid, refusalOf } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { sessionClient } from '@/lib/supabase/session';
import { type OrderCommand, orderCommandSchema } from './staff-schema';

/** What became of a form of the order page, and of which one; `typed` is what it held, so that nobody types it twice. */
export type CommandOutcome = Result & { command: string; typed: Record<string, string | undefined> };

/**
 * Does to an order what one of its page's forms asks for: one command of the database, as the person who is signed in.
 * Refuses with the reasons of `update_order_status`, `cancel_order` and `add_order_log`, in words.
 */
export async function commandOrder(_last: CommandOutcome | null, form: FormData): Promise<CommandOutcome> {
  await requireUser();
  const parsed = orderCommandSchema.safeParse(Object.fromEntries(form));
  const command = String(form.get('command'));
  const typed = typedIn(form);
  if (!parsed.success) return { ...invalid(parsed.error), command, typed };

  const { error } = await call(parsed.data);
  // Whatever was answered, the page may be older than the order.
  refresh();
  if (error) return { ...refusalOf(error), command, typed };
  // What was sold out may be there again.
  if (parsed.data.command === 'cancel') revalidateTag(`stock:${parsed.data.shop}`, 'max');
  return { ...done(null), command, typed: {} };
}

/** The same for a page whose scripts have not arrived, or never will: it is loaded anew and told the outcome in its address. */
export async function commandOrderPlainly(form: FormData): Promise<void> {
  const outcome = await commandOrder(null, form);
  const said = outcome.ok ? `done=${outcome.command}` : `refused=${outcome.reason}`;
  redirect(`/admin/${form.get('shop')}/orders/${form.get('number')}?${said}` as Route, RedirectType.replace);
}

const targets = {
  process: 'processing',
  mark_ready: 'ready_for_shipment',
  ship: 'shipped',
  deliver: 'delivered',
  complete: 'completed',
  hold: 'hold',
  release: 'release',
  archive: 'archive',
} as const;

const typedIn = (form: FormData) =>
  Object.fromEntries(
    ['carrier', 'tracking_number', 'tracking_url', 'reason', 'note'].flatMap((name) => {
      const text = form.get(name);
      return typeof text === 'string' ? [[name, text]] : [];
    }),
  );

async function call(input: OrderCommand) {
  const supabase = await sessionClient();
  const { order_id } = input;
  switch (input.command) {
    case 'note':
      return supabase.rpc('add_order_log', { order_id, note: input.note });
    case 'cancel':
      return supabase.rpc('cancel_order', { order_id, reason: input.reason });
    default: {
      const { command, shop: _shop, order_id: _order, expected_version, ...details } = input;
      return supabase.rpc('update_order_status', {
        order_id,
        to_state: targets[command],
        expected_version,
        details,
      });
    }
  }
}
