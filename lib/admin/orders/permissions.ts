import 'server-only';
import { cache } from 'react';
import { type Permission, requireMembership } from '@/lib/admin/staff/queries';
import { sessionClient } from '@/lib/supabase/session';

/** What a member of staff may do in a shop, beside the moves that `get_order` offers. The database asks again each time. */
export type Permissions = {
  can: ReadonlySet<Permission>;
  /** no parcel leaves without the number under which it is followed */
  requires_tracking: boolean;
};

export const getPermissions = cache(async (shop: string): Promise<Permissions> => {
  const [supabase, { permissions }] = await Promise.all([sessionClient(), requireMembership(shop)]);
  const { data, error } = await supabase
    .from('shops')
    .select('shop_settings(requires_tracking)')
    .eq('slug', shop)
    .single();
  if (error) throw new Error(`shop_settings: ${error.code} ${error.message}`);
  return {
    can: permissions,
    requires_tracking: data.shop_settings?.requires_tracking ?? true,
  };
});
