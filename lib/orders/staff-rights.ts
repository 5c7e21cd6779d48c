import 'server-only';
import { cache } from 'react';
import { type Permission, requireMembership } from '@/lib/staff/queries';
import { sessionClient } from '@/lib/supabase/session';

/** What a member of staff may do in a shop, beside the moves that `get_order` offers. The database asks again each time. */
export type Rights = {
  user_id: string;
  may: ReadonlySet<Permission>;
  /** refunds of more than this need a second person's yes; null: none does */
  refund_limit_minor: number | null;
  /** whoever asked for a refund may not approve it */
  separates_duties: boolean;
};

export const getRights = cache(async (shop: string): Promise<Rights> => {
  const [supabase, { user_id, permissions }] = await Promise.all([sessionClient(), requireMembership(shop)]);
  const { data, error } = await supabase
    .from('shops')
    .select('shop_settings(refund_approval_above_minor, separation_of_duties), staff(user_id)')
    .eq('slug', shop)
    // one colleague is enough to know that there is one
    .limit(2, { referencedTable: 'staff' })
    .single();
  if (error) throw new Error(`shop_settings: ${error.code} ${error.message}`);
  return {
    user_id,
    may: permissions,
    refund_limit_minor: data.shop_settings?.refund_approval_above_minor ?? null,
    separates_duties: data.shop_settings?.separation_of_duties ?? data.staff.length > 1,
  };
});
