'use client';

import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import type { ReactNode } from 'react';
import { LinkPending } from './link-pending';

type Place = { segment: string; label: string; href: Route; count?: ReactNode };

/** The places of the admin that this person may enter. On a phone they have a line of their own. */
export function AdminNav({ places }: { places: Place[] }) {
  const here = useSelectedLayoutSegment();
  if (places.length === 0) return null;
  return (
    <nav aria-label="Admin" className="min-w-0 self-stretch max-md:order-last max-md:w-full">
      <ul className="flex h-full overflow-x-auto [scrollbar-width:none] max-md:-ml-3">
        {places.map(({ segment, label, href, count }) => (
          <li key={segment}>
            <Link
              href={href}
              aria-current={segment === here ? 'true' : undefined}
              className={clsx(
                'relative flex h-full min-h-11 items-center gap-1.5 border-b-2 whitespace-nowrap px-3 pt-0.5 text-sm max-sm:px-2.5 focus-visible:-outline-offset-2',
                segment === here
                  ? 'border-accent-text font-semibold text-ink'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {label}
              {count}
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
