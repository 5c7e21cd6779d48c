'use client';

import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { type ReactNode, useEffect, useRef } from 'react';
import { LinkPending } from './link-pending';

type Tab = { key: string; label: string; href: Route; count?: ReactNode };

type Props = { label: string; tabs: Tab[]; current: string | null };

/** The tabs of a section; on a phone the strip scrolls sideways. */
export function Tabs({ label, tabs, current }: Props) {
  const strip = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever another tab is shown
  useEffect(() => {
    const list = strip.current;
    const shown = list?.querySelector<HTMLElement>('[aria-current]');
    if (list && shown) list.scrollLeft = shown.offsetLeft + shown.offsetWidth / 2 - list.clientWidth / 2;
  }, [current]);
  return (
    <nav aria-label={label} className="min-w-0 border-line border-b max-sm:-mx-4">
      <ul ref={strip} className="relative flex overflow-x-auto px-4 [scrollbar-width:none] sm:-mx-3 sm:px-0">
        {tabs.map((tab) => (
          <TabLink
            key={tab.key}
            tab={tab}
            isCurrent={tab.key === current}
            className="relative flex h-11 items-center gap-1.5 whitespace-nowrap border-b-2 px-3 text-sm focus-visible:-outline-offset-2"
            currentClass="border-accent-text font-semibold text-ink"
            otherClass="border-transparent text-muted hover:text-ink"
          />
        ))}
      </ul>
    </nav>
  );
}

/** The views of one list inside a tab: quieter than tabs. */
export function Views({ label, tabs, current }: Props) {
  return (
    <nav aria-label={label} className="min-w-0">
      <ul className="flex flex-wrap gap-2 py-1">
        {tabs.map((tab) => (
          <TabLink
            key={tab.key}
            tab={tab}
            isCurrent={tab.key === current}
            className="relative flex min-h-11 items-center gap-1.5 overflow-clip whitespace-nowrap rounded-full border px-4 text-sm sm:min-h-9"
            currentClass="border-accent-text bg-accent-soft font-semibold text-accent-text"
            otherClass="border-edge bg-raised text-ink hover:border-ink"
          />
        ))}
      </ul>
    </nav>
  );
}

type TabLinkProps = {
  tab: Tab;
  isCurrent: boolean;
  className: string;
  currentClass: string;
  otherClass: string;
};

function TabLink({ tab, isCurrent, className, currentClass, otherClass }: TabLinkProps) {
  return (
    <li>
      <Link
        href={tab.href}
        aria-current={isCurrent ? 'page' : undefined}
        className={clsx(className, isCurrent ? currentClass : otherClass)}
      >
        {tab.label}
        {tab.count}
        <LinkPending />
      </Link>
    </li>
  );
}
