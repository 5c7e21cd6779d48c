import 'server-only';
import { z } from 'zod';
import { type BankAccount, listBankAccounts } from '@/lib/admin/settings/account-queries';
import type { Membership } from '@/lib/admin/staff/queries';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { type Keyset, LINES, listedLine, pageOf } from './lines';

/** The accounts with statement import, those visible to shoppers first: their mapping, and the last day imported. */
export async function listAccounts({ shop }: Membership) {
  const accounts = (await listBankAccounts(shop.slug)).filter(({ takes_statements }) => takes_statements);
  const isShown = ({ state }: BankAccount) => Number(state === 'shown');
  return accounts
    .sort((one, other) => isShown(other) - isShown(one))
    .map(({ account_id, bank, account_number, statement_mapping, read_up_to }) => ({
      ...{ id: account_id, bank, account_number, statement_mapping, read_up_to },
    }));
}

export type StatementAccount = Awaited<ReturnType<typeof listAccounts>>[number];

/** A page of the shop's credits, newest first, from the top or after the keyset; empty for users who may not read payments there. */
export async function listLines(
  shop: string,
  { decided, keyset }: { decided: boolean; keyset: Keyset | null },
) {
  const from = { from_booked_on: keyset?.booked_on, from_id: keyset?.id };
  const lines = await rpc(
    await sessionClient(),
    'list_statement_lines',
    { shop, decided, ...from, max_rows: LINES + 1 },
    z.array(listedLine),
  ).catch((error: unknown) => expectRefusal(error, 'forbidden'));
  return pageOf(lines ?? []);
}

/** The twenty oldest pending moves of credits, oldest first, for staff with `payments.read`. */
export async function listOpenMoves({ shop }: Membership) {
  const { data, error } = await (await sessionClient())
    .from('statement_moves')
    .select('id, statement_lines(id, booked_on, amount_minor, currency)')
    .eq('shop_id', shop.id)
    .eq('state', 'requested')
    .order('requested_at')
    .limit(20);
  if (error) throw new Error(`statement_moves: ${error.code} ${error.message}`);
  return data.map(({ id, statement_lines: { id: line_id, ...line } }) => ({ move_id: id, line_id, ...line }));
}

export type OpenMove = Awaited<ReturnType<typeof listOpenMoves>>[number];
