import 'server-only';
import { z } from 'zod';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const time = z.iso.datetime({ offset: true });

const account = z.object({
  account_id: z.uuid(),
  bank: z.string(),
  account_name: z.string(),
  account_number: z.string(),
  instructions: z.string().nullable(),
  qr_src: z.string().nullable(),
  qr_label: z.string().nullable(),
  position: z.int(),
  /** pending: will be shown to customers · hidden: was shown · withdrawn: was never shown and never will be */
  state: z.enum(['pending', 'shown', 'hidden', 'withdrawn']),
  shown_from: time,
  shown_until: time.nullable(),
  /** the account that it replaces */
  replaces_id: z.uuid().nullable(),
  requested_by_name: z.string().nullable(),
  /** this user did not request the change and may approve it to show it at once */
  may_approve: z.boolean(),
  /** how its statements are parsed; see lib/admin/statements */
  statement_mapping: z.unknown(),
  /** the last day covered by imported statements */
  read_up_to: z.iso.date().nullable(),
  /** the latest account with this number: statements are imported under it */
  takes_statements: z.boolean(),
});
export type BankAccount = z.infer<typeof account>;

/** A shop's bank accounts, in the order in which customers see them, for staff with `payments.read`. */
export async function listBankAccounts(shop: string): Promise<BankAccount[]> {
  return rpc(await sessionClient(), 'list_bank_accounts', { shop }, z.array(account));
}
