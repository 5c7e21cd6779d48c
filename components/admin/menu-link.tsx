'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

type Props = { href: Route; className?: string; children: ReactNode };

/** A link in a Menu. It closes the menu, which stays mounted across pages. */
export function MenuLink({ href, className, children }: Props) {
  return (
    <Link
      href={href}
      className={className}
      onClick={({ currentTarget }) => currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
    >
      {children}
    </Link>
  );
}
