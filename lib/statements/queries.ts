import 'server-only';
import { z } from 'zod';
import { refusalOf } from '@/lib/refusals';
import type { Membership } from '@/lib/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import { LINES, type ListedLine, listedLine, type Place, pageOf } from './lines';

/** The shop's bank accounts, those that shoppers see first: how their statements are read, and up to which day they were. */
export async function listAccounts({ shop }: Membership) {
  const { data, error } = await (await sessionClient())
    .from('bank_accounts')
    .select('id, bank, account_number, statement_mapping, statement_lines(booked_on)')
    .eq('shop_id', shop.id)
    .order('is_active', { ascending: false })
    .order('position')
    .order('created_at')
    .order('booked_on', { referencedTable: 'statement_lines', ascending: false })
    .limit(1, { referencedTable: 'statement_lines' });
  if (error) throw new Error(`bank_accounts: ${error.code} ${error.message}`);
  return data.map(({ statement_lines, ...account }) => ({
    ...account,
    read_up_to: statement_lines[0]?.booked_on ?? null,
  }));
}

export type StatementAccount = Awaited<ReturnType<typeof listAccounts>>[number];

/** A page of the shop's credits, newest first, below a place; empty for whoever may not read payments there. */
export async function listLines(shop: string, { decided, below }: { decided: boolean; below: Place | null }) {
  const { data, error } = await (await sessionClient()).rpc('list_statement_lines', {
    shop,
    decided,
    from_booked_on: below?.booked_on,
    from_id: below?.id,
    max_rows: LINES + 1,
  });
  if (error) refusalOf(error); // throws what is none; the only one is `forbidden`
  return pageOf(error ? [] : z.array(listedLine).parse(data));
}

/** The names of the customers of the orders between which somebody has to choose, by number. */
export async function namesOf({ shop }: Membership, lines: ListedLine[]): Promise<Map<string, string>> {
  const numbers = lines.flatMap(({ match }) => (match?.match === 'several' ? match.candidates.map(({ number }) => number) : []));
  if (numbers.length === 0) return new Map();
  const { data, error } = await (await sessionClient())
    .from('orders')
    .select('number, name')
    .eq('shop_id', shop.id)
    .in('number', [...new Set(numbers)]);
  if (error) throw new Error(`orders: ${error.code} ${error.message}`);
  return new Map(data.map(({ number, name }) => [number, name]));
}
