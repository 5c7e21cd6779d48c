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

/** A shop in which the signed-in person works, and as what. */
export type Membership = {
  user_id: string;
  role: StaffRole;
  /** as colleagues read it in the timeline of orders */
  name: string;
  can_read_orders: boolean;
  /** What to offer. What is allowed is decided by the database, each time. */
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

/** The shops in which the signed-in person works, by name. Asked once a request; who is not signed in is asked to. */
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
    // all that the enums of roles and permissions allow is a few hundred
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

/** What the signed-in person is in the shop that an action was called in; null where they do not work there. */
export const currentMembership = async (): Promise<Membership | null> =>
  findMembership((await currentPlace()).shop);

async function findMembership(shop: string): Promise<Membership | null> {
  const memberships = await listMemberships();
  return memberships.find((membership) => membership.shop.slug === shop) ?? null;
}

/** The same for a page: whoever does not work there is told that there is none. */
export async function requireMembership(shop: string): Promise<Membership> {
  return (await findMembership(shop)) ?? notFound();
}

export const canReadMoney = ({ permissions }: Membership) => permissions.has('payments.read');

/** Who changes settings, and who looks at all that others do. */
export const canReadSettings = ({ permissions, role }: Membership) =>
  permissions.has('settings.write') || role === 'auditor';
