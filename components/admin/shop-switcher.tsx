import { Check, ChevronsUpDown } from 'lucide-react';
import Image from 'next/image';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Membership } from '@/lib/admin/staff/queries';
import { shopAdminPath } from '@/lib/staff/paths';
import { Menu } from './menu';

/** The current shop. A staff member of several shops can switch here. */
export function ShopSwitcher({ current, memberships }: { current: Membership; memberships: Membership[] }) {
  const t = useTranslations('admin.shell.frame');
  const tOrders = useTranslations('admin.orders');
  if (memberships.length < 2) {
    return (
      <p className="flex min-w-0 items-center gap-2.5">
        <ShopName shop={current.shop} />
      </p>
    );
  }
  return (
    <>
      <button
        type="button"
        popoverTarget="shops"
        className="-ml-2 flex h-11 min-w-0 items-center gap-2.5 rounded-md px-2 hover:bg-sunken"
      >
        {t.rich('changeShop', {
          shop: () => <ShopName shop={current.shop} />,
          hidden: (chunks) => <span className="sr-only">{chunks}</span>,
        })}
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
      </button>
      <Menu id="shops" align="start">
        <ul>
          {memberships.map(({ shop, role }) => (
            <li key={shop.slug}>
              <Link
                href={shopAdminPath(shop.slug)}
                aria-current={shop.slug === current.shop.slug ? 'true' : undefined}
                className="flex min-h-12 items-center gap-3 rounded-sm px-3 py-2 hover:bg-sunken"
              >
                <span className="grid grow">
                  <span className="font-medium">{shop.name}</span>
                  <span className="text-muted text-sm">{tOrders(`roles.${role}.label`)}</span>
                </span>
                {shop.slug === current.shop.slug && <Check aria-hidden className="size-4 text-accent-text" />}
              </Link>
            </li>
          ))}
        </ul>
      </Menu>
    </>
  );
}

function ShopName({ shop }: { shop: Membership['shop'] }) {
  return (
    <>
      {shop.theme.logo_mark && (
        <Image
          src={shop.theme.logo_mark}
          alt=""
          width={28}
          height={28}
          unoptimized // a small vector file
          className="size-7 shrink-0"
        />
      )}
      <span className="truncate font-semibold">{shop.name}</span>
    </>
  );
}
