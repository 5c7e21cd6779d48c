'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

type Props = { href: Route; className?: string; children: ReactNode };

/** A way to another page in a Menu, which it closes: the frame around the pages stays as it is. */
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
