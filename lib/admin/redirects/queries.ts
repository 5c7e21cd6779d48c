import 'server-only';
import { z } from 'zod';
import { type IdKeyset, PAGE_SIZE, pageById } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const redirect = z.object({
  redirect_id: z.uuid(),
  from_path: z.string(),
  to_path: z.string(),
  /** when it was last changed */
  at: z.string().nullable(),
  /** who last changed it; null: the system */
  by: z.string().nullable(),
});
export type Redirect = z.infer<typeof redirect>;

const redirectsPage = z.object({ rows: z.array(redirect) });

/** A page of a shop's redirects, for staff with `catalog.write`. */
export async function listRedirects({ shop }: Membership, search: string, keyset: IdKeyset | null) {
  const args = {
    ...{ shop: shop.slug, search, from_id: keyset?.id },
    ...{ upwards: keyset?.direction === 'before', max_rows: PAGE_SIZE + 1 },
  };
  const { rows } = await rpc(await sessionClient(), 'list_redirects', args, redirectsPage);
  return pageById(rows, keyset, ({ redirect_id }) => redirect_id);
}
