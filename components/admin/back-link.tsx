import { ArrowLeft } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** Back to the list from which a page was opened. */
export function BackLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="-ml-1 inline-flex min-h-11 items-center gap-1.5 justify-self-start rounded-sm px-1 text-muted text-sm hover:text-ink sm:min-h-9"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {children}
    </Link>
  );
}
