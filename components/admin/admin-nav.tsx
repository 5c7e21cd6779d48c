'use client';

import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkPending } from './link-pending';

type Place = { segment: string; label: string; icon: ReactNode; href: Route; count?: ReactNode };

/**
 * The places of the admin that this person may enter. On a phone they have a line of their own, in which each has its share of the width:
 * none has to be looked for beyond the edge.
 */
export function AdminNav({ places }: { places: Place[] }) {
  const t = useTranslations('admin.shell.frame');
  const here = useSelectedLayoutSegment();
  if (places.length === 0) return null;
  return (
    <nav aria-label={t('nav')} className="min-w-0 self-stretch max-md:order-last max-md:w-full">
      <ul className="flex h-full max-md:-mx-2 max-md:grid max-md:auto-cols-fr max-md:grid-flow-col">
        {places.map(({ segment, label, icon, href, count }) => (
          <li key={segment}>
            <Link
              href={href}
              aria-current={segment === here ? 'true' : undefined}
              className={clsx(
                'relative flex h-full min-h-11 items-center gap-1.5 border-b-2 whitespace-nowrap px-3 pt-0.5 text-sm focus-visible:-outline-offset-2',
                'max-md:min-h-13 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:px-0.5 max-md:text-xs',
                segment === here
                  ? 'border-accent-text font-semibold text-ink'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              <span className="max-md:max-w-full max-md:truncate">{label}</span>
              {/* above the label on a phone, and read after it */}
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
