import { ChevronDown, LogOut, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/admin/staff/actions';
import type { Membership } from '@/lib/admin/staff/queries';
import { shopProfilePath } from '@/lib/staff/paths';
import { Menu } from './menu';
import { MenuLink } from './menu-link';

/** The signed-in staff member: name, role with its permissions, profile and sign-out. */
export function PersonMenu({ membership: { name, role, shop } }: { membership: Membership }) {
  const t = useTranslations('admin.shell');
  const tOrders = useTranslations('admin.orders');
  const label = tOrders(`roles.${role}.label`);
  return (
    <>
      <button
        type="button"
        popoverTarget="person"
        className="-mr-2 ml-auto flex h-11 shrink-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken"
      >
        <span
          aria-hidden
          className="grid size-8 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs"
        >
          {initials(name)}
        </span>
        <span className="grid leading-tight max-sm:sr-only">
          <span className="font-medium text-sm">{name}</span>
          <span className="text-muted text-xs">{label}</span>
        </span>
        <ChevronDown aria-hidden className="size-4 text-muted" />
      </button>
      <Menu id="person" align="end">
        <div className="grid gap-1 px-3 pt-2 pb-3">
          <p className="font-medium">{name}</p>
          <p className="text-muted text-sm">
            {t('frame.role', { shop: shop.name, role: label, permissions: tOrders(`roles.${role}.can`) })}
          </p>
        </div>
        <MenuLink
          href={shopProfilePath(shop.slug)}
          className="flex min-h-11 items-center gap-2 rounded-sm px-3 font-semibold text-[0.9375rem] hover:bg-sunken"
        >
          <UserRound aria-hidden className="size-4 text-muted" />
          {t('pages.profile')}
        </MenuLink>
        <form action={signOut} className="border-line border-t pt-1">
          <SubmitButton
            variant="quiet"
            wide
            className="justify-start! px-3! text-ink!"
            pendingLabel={t('frame.signingOut')}
          >
            <LogOut aria-hidden className="size-4 text-muted" />
            {t('frame.signOut')}
          </SubmitButton>
        </form>
      </Menu>
    </>
  );
}

const initials = (name: string) =>
  name
    .split(/[\s@.]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
