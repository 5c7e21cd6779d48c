'use client';

import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkPending } from './link-pending';

type NavItem = { segment: string; label: string; icon: ReactNode; href: Route; count?: ReactNode };

/** The sections that this staff member may open. On a phone they fill a row of their own, so that all are visible. */
export function AdminNav({ items }: { items: NavItem[] }) {
  const t = useTranslations('admin.shell.frame');
  const current = useSelectedLayoutSegment();
  if (items.length === 0) return null;
  return (
    <nav aria-label={t('nav')} className="min-w-0 self-stretch max-md:order-last max-md:w-full">
      <ul className="flex h-full max-md:-mx-2 max-md:grid max-md:auto-cols-fr max-md:grid-flow-col">
        {items.map(({ segment, label, icon, href, count }) => (
          <li key={segment}>
            <Link
              href={href}
              aria-current={segment === current ? 'true' : undefined}
              className={clsx(
                'relative flex h-full min-h-11 items-center gap-1.5 border-b-2 whitespace-nowrap px-3 pt-0.5 text-sm focus-visible:-outline-offset-2',
                'max-md:min-h-13 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:px-0.5 max-md:text-[0.6875rem]',
                segment === current
                  ? 'border-accent-text font-semibold text-ink'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              <span className="max-md:max-w-full max-md:truncate">{label}</span>
              {/* the icon and the count: on a phone above the label, for screen readers after it */}
              <span className="contents max-md:order-first max-md:flex max-md:items-center max-md:gap-0.5">
                <span className="md:hidden">{icon}</span>
                {count}
              </span>
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
