import Link from 'next/link';
import type { ReactNode } from 'react';
import { shopOrdersPath } from '@/lib/staff/paths';
import type { Membership } from '@/lib/staff/queries';
import { PersonMenu } from './person-menu';
import { ShopSwitcher } from './shop-switcher';

type Props = { membership: Membership; memberships: Membership[]; children: ReactNode };

/** What stands around every page of a shop's admin: whose shop it is, where one can go, and who one is. */
export function AdminShell({ membership, memberships, children }: Props) {
  const { shop } = membership;
  return (
    <>
      <a
        href="#content"
        className="skip-link left-2 z-50 rounded-md bg-accent px-4 py-2 font-semibold text-accent-ink"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-40 border-line border-b bg-raised">
        <div className="wrap flex h-14 items-center gap-2 sm:gap-4">
          <ShopSwitcher current={membership} memberships={memberships} />
          <nav aria-label="Admin" className="flex h-full items-stretch">
            <Link
              href={shopOrdersPath(shop.slug)}
              aria-current="true"
              className="flex items-center border-accent-text border-b-2 px-3 pt-0.5 font-medium text-sm"
            >
              Orders
            </Link>
          </nav>
          <PersonMenu membership={membership} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </>
  );
}
