import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireUser } from '@/lib/admin/auth';
import { currentPlace } from '@/lib/shops/current';
import { type Theme, themeSchema } from '@/lib/shops/theme';
import type { Database } from '@/lib/supabase/database.types';
import { readAll } from '@/lib/supabase/read-all';
import { sessionClient } from '@/lib/supabase/session';

export type StaffRole = Database['public']['Enums']['staff_role'];
export type Permission = Database['public']['Enums']['permission'];

/** A shop that the signed-in user works for, with their role and permissions. */
export type Membership = {
  user_id: string;
  role: StaffRole;
  /** shown to colleagues in order timelines */
  name: string;
  can_read_orders: boolean;
  /** Decides only what the UI offers: the database checks permissions on every call. */
  permissions: ReadonlySet<Permission>;
  shop: {
    id: string;
    slug: string;
    name: string;
    currency: string;
    country: string;
    locale: string;
    time_zone: string;
    theme: Theme;
  };
};

/** The shops that the signed-in user works for, by name. Read once per request; redirects to sign-in without a user. */
export const listMemberships = cache(async (): Promise<Membership[]> => {
  const user = await requireUser();
  const supabase = await sessionClient();
  const [staff, granted] = await Promise.all([
    readAll('shop_id', () =>
      supabase
        .from('staff')
        .select(
          'shop_id, role, profiles(name), shops(id, slug, name, currency, country, locale, time_zone, theme)',
        )
        .eq('user_id', user.user_id),
    ),
    // at most a few hundred rows: the product of two enums
    supabase.from('role_permissions').select('role, permission'),
  ]);
  if (granted.error) throw new Error(`role_permissions: ${granted.error.code} ${granted.error.message}`);
  return staff
    .map(({ role, profiles, shops: { theme, ...shop } }) => {
      const permissions = new Set(
        granted.data.filter((grant) => grant.role === role).map(({ permission }) => permission),
      );
      return {
        user_id: user.user_id,
        role,
        name: profiles.name || user.email,
        can_read_orders: permissions.has('orders.read'),
        permissions,
        shop: { ...shop, theme: themeSchema.parse(theme) },
      };
    })
    .sort((one, other) => one.shop.name.localeCompare(other.shop.name));
});

/** The user's membership in the shop that an action was called in; null if they do not work there. */
export const currentMembership = async (): Promise<Membership | null> =>
  findMembership((await currentPlace()).shop);

async function findMembership(shop: string): Promise<Membership | null> {
  const memberships = await listMemberships();
  return memberships.find((membership) => membership.shop.slug === shop) ?? null;
}

/** The user's membership, for pages: a 404 if they do not work there. */
export async function requireMembership(shop: string): Promise<Membership> {
  return (await findMembership(shop)) ?? notFound();
}

export const canReadMoney = ({ permissions }: Membership) => permissions.has('payments.read');

/** Users who change settings, and auditors, who may read everything. */
export const canReadSettings = ({ permissions, role }: Membership) =>
  permissions.has('settings.write') || role === 'auditor';
