'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { useParams, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { LinkPending } from '@/components/admin/link-pending';
import { type OrderView, orderViewOf, orderViews } from '@/lib/admin/orders/views';
import { shopOrdersPath } from '@/lib/staff/paths';

/** Orders by status, as tabs; on a phone the strip scrolls sideways. */
export function OrderViews() {
  const t = useTranslations('admin.orders');
  const { shop } = useParams<{ shop: string }>();
  const query = useSearchParams();
  const current = query.get('q') ? null : orderViewOf(query.get('view'));
  return (
    <nav aria-label={t('page.views')} className="min-w-0 border-line border-b max-sm:-mx-4">
      <ul className="flex overflow-x-auto px-4 [scrollbar-width:none] sm:-mx-3 sm:px-0">
        {(Object.keys(orderViews) as OrderView[]).map((view) => (
          <li key={view}>
            <Link
              href={shopOrdersPath(shop, { view: view === 'all' ? null : view })}
              aria-current={view === current ? 'page' : undefined}
              className={clsx(
                'relative flex h-11 items-center whitespace-nowrap border-b-2 px-3 text-sm focus-visible:-outline-offset-2',
                view === current
                  ? 'border-accent-text font-semibold text-ink'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {t(`status.view.${view}`)}
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
