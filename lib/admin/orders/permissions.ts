import 'server-only';
import { cache } from 'react';
import { type Permission, requireMembership } from '@/lib/admin/staff/queries';
import { sessionClient } from '@/lib/supabase/session';

/**
 * A staff member's permissions in a shop and its tracking setting, which `get_order` does not return. The database
 * checks both again on every call.
 */
export type Permissions = {
  can: ReadonlySet<Permission>;
  /** a shipment needs a tracking number */
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
