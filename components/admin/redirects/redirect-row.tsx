import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RowTime } from '@/components/admin/orders/row-time';
import type { Redirect } from '@/lib/admin/redirects/queries';
import type { Membership } from '@/lib/admin/staff/queries';
import { DeleteRedirect, EditRedirect } from './redirect-dialogs';

type Props = { redirect: Redirect; shop: Membership['shop'] };

/** One redirect: its paths, and who changed it last and when. */
export function RedirectRow({ redirect, shop }: Props) {
  const t = useTranslations('admin.redirects');
  const { from_path, to_path, at, by } = redirect;
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-line px-4 py-3 not-first:border-t hover:bg-sunken lg:grid-cols-[minmax(0,1fr)_auto_auto]">
      <p className="grid min-w-0 gap-x-3 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] sm:items-center">
        <span className="font-medium wrap-anywhere">{from_path}</span>
        <ArrowRight aria-label={t('leadsTo')} className="size-4 text-muted" />
        <span className="wrap-anywhere">{to_path}</span>
      </p>
      <p className="text-muted text-sm wrap-anywhere">
        {at && <RowTime at={at} timeZone={shop.time_zone} locale={shop.locale} />}
        {by && ` ${t('by', { name: by })}`}
      </p>
      <div className="flex flex-wrap gap-2">
        <EditRedirect redirect={redirect} />
        <DeleteRedirect redirect={redirect} />
      </div>
    </li>
  );
}
