import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireUser } from '@/lib/auth';
import { type Theme, themeSchema } from '@/lib/shops/theme';
import type { Database } from '@/lib/supabase/database.types';
import { sessionClient } from '@/lib/supabase/session';

export type StaffRole = Database['public']['Enums']['staff_role'];

/** A shop in which the signed-in person works, and as what. */
export type Membership = {
  role: StaffRole;
  /** as colleagues read it in the timeline of orders */
  name: string;
  can_read_orders: boolean;
  shop: {
    slug: string;
    name: string;
    country: string;
    locale: string;
    time_zone: string;
    theme: Theme;
  };
};

/** The shops in which the signed-in person works, by name. Asked once a request; who is not signed in is asked to. */
export const listMemberships = cache(async (): Promise<Membership[]> => {
  const user = await requireUser();
  const supabase = await sessionClient();
  const [staff, readers] = await Promise.all([
    supabase
      .from('staff')
      .select('role, profiles(name), shops(slug, name, country, locale, time_zone, theme)')
      .eq('user_id', user.user_id),
    supabase.from('role_permissions').select('role').eq('permission', 'orders.read'),
  ]);
  const error = staff.error ?? readers.error;
  if (error) throw new Error(`staff: ${error.code} ${error.message}`);
  const canRead = new Set(readers.data?.map(({ role }) => role));
  return (staff.data ?? [])
    .map(({ role, profiles, shops: { theme, ...shop } }) => ({
      role,
      name: profiles.name || user.email,
      can_read_orders: canRead.has(role),
      shop: { ...shop, theme: themeSchema.parse(theme) },
    }))
    .sort((one, other) => one.shop.name.localeCompare(other.shop.name));
});

/** What the signed-in person is in a shop. Whoever does not work there is told that there is no such page. */
export async function requireMembership(shop: string): Promise<Membership> {
  const memberships = await listMemberships();
  return memberships.find((membership) => membership.shop.slug === shop) ?? notFound();
}
