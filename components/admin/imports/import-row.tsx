import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LinkPending } from '@/components/admin/link-pending';
import { Time } from '@/components/ui/time';
import type { ImportJob } from '@/lib/admin/imports/queries';
import type { Membership } from '@/lib/admin/staff/queries';
import { shopImportPath } from '@/lib/staff/paths';
import { ImportStateBadge } from './import-state';

type Props = { job: ImportJob; shop: Membership['shop'] };

/** An import in the list: its file, who started it and when, and its outcome. */
export function ImportRow({ job, shop }: Props) {
  const t = useTranslations('admin.imports');
  const { counts } = job;
  return (
    <li className="border-line not-first:border-t">
      <Link
        href={shopImportPath(shop.slug, job.import_id)}
        className="relative flex flex-wrap items-center gap-x-4 gap-y-1 p-4 hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <span className="wrap-anywhere min-w-0 grow basis-56 font-medium">{job.file_name}</span>
        <span className="text-muted text-sm">
          {job.total > 0 && t('list.counts', { ...counts, total: job.total })}
        </span>
        <span className="text-muted text-sm">
          <Time at={job.created_at} timeZone={shop.time_zone} locale={shop.locale} />
          {job.created_by && ` · ${job.created_by}`}
        </span>
        <ImportStateBadge state={job.state} />
        <LinkPending />
      </Link>
    </li>
  );
}
