import 'server-only';
import { cache } from 'react';
import { type Permission, requireMembership } from '@/lib/admin/staff/queries';
import { sessionClient } from '@/lib/supabase/session';

/** What a member of staff may do in a shop, beside the moves that `get_order` offers. The database asks again each time. */
export type Rights = {
  user_id: string;
  may: ReadonlySet<Permission>;
  /** whoever asked for a refund may not approve it */
  separates_duties: boolean;
  /** no parcel leaves without the number under which it is followed */
  requires_tracking: boolean;
};

export const getRights = cache(async (shop: string): Promise<Rights> => {
  const [supabase, { user_id, permissions }] = await Promise.all([sessionClient(), requireMembership(shop)]);
  const { data, error } = await supabase
    .from('shops')
    .select('shop_settings(separation_of_duties, requires_tracking), staff(user_id)')
    .eq('slug', shop)
    // one colleague is enough to know that there is one
    .limit(2, { referencedTable: 'staff' })
    .single();
  if (error) throw new Error(`shop_settings: ${error.code} ${error.message}`);
  return {
    user_id,
    may: permissions,
    separates_duties: data.shop_settings?.separation_of_duties ?? data.staff.length > 1,
    requires_tracking: data.shop_settings?.requires_tracking ?? true,
  };
});
