import 'server-only';
import { cache } from 'react';
import { sessionClient } from '@/lib/supabase/session';

/** Whether each parcel of a shop needs a tracking number. The database checks it again when a parcel is shipped. */
export const requiresTracking = cache(async (shop: string): Promise<boolean> => {
  const supabase = await sessionClient();
  const { data, error } = await supabase
    .from('shops')
    .select('shop_settings(requires_tracking)')
    .eq('slug', shop)
    .maybeSingle();
  if (error) throw new Error(`shop_settings: ${error.code} ${error.message}`);
  return data?.shop_settings?.requires_tracking ?? true;
});
