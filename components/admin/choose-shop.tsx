import { ChevronRight, Store } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/admin/staff/actions';
import type { Membership } from '@/lib/admin/staff/queries';
import { shopAdminPath } from '@/lib/staff/paths';

/** For a staff member of several shops, or of none. */
export function ChooseShop({ memberships }: { memberships: Membership[] }) {
  const t = useTranslations('admin.shell');
  const tOrders = useTranslations('admin.orders');
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-6 px-4 py-12">
      {memberships.length === 0 ? (
        <EmptyState icon={Store} title={t('frame.noShopTitle')} heading="h1">
          <p>{t('frame.noShopText')}</p>
        </EmptyState>
      ) : (
        <>
          <h1 className="text-center font-display text-3xl">{t('pages.chooseShop')}</h1>
          <ul className="overflow-clip rounded-lg border border-line bg-raised">
            {memberships.map(({ shop, role }) => (
              <li key={shop.slug} className="border-line not-first:border-t">
                <Link href={shopAdminPath(shop.slug)} className="flex items-center gap-4 p-4 hover:bg-sunken">
                  <span className="grid grow">
                    <span className="font-semibold">{shop.name}</span>
                    <span className="text-muted text-sm">{tOrders(`roles.${role}.label`)}</span>
                  </span>
                  <ChevronRight aria-hidden className="size-5 text-muted" />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <form action={signOut} className="justify-self-center">
        <SubmitButton variant="quiet">{t('frame.signOut')}</SubmitButton>
      </form>
    </main>
  );
}
