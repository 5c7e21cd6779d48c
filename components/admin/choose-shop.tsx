import { ChevronRight, Store } from 'lucide-react';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/admin/staff/actions';
import type { Membership } from '@/lib/admin/staff/queries';
import { roleWords } from '@/lib/orders/staff-words';
import { shopAdminPath } from '@/lib/staff/paths';

/** For who works in several shops, or in none. */
export function ChooseShop({ memberships }: { memberships: Membership[] }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-6 px-4 py-12">
      {memberships.length === 0 ? (
        <EmptyState icon={Store} title="No shop yet" heading="h1">
          <p>You are signed in, but you do not work in any shop here. Ask the owner of yours to add you.</p>
        </EmptyState>
      ) : (
        <>
          <h1 className="text-center font-display text-3xl">Choose a shop</h1>
          <ul className="overflow-clip rounded-lg border border-line bg-raised">
            {memberships.map(({ shop, role }) => (
              <li key={shop.slug} className="border-line not-first:border-t">
                <Link href={shopAdminPath(shop.slug)} className="flex items-center gap-4 p-4 hover:bg-sunken">
                  <span className="grid grow">
                    <span className="font-semibold">{shop.name}</span>
                    <span className="text-muted text-sm">{roleWords[role].label}</span>
                  </span>
                  <ChevronRight aria-hidden className="size-5 text-muted" />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <form action={signOut} className="justify-self-center">
        <SubmitButton variant="quiet">Sign out</SubmitButton>
      </form>
    </main>
  );
}
