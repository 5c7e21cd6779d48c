import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BackLink } from '@/components/admin/back-link';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { fileReasons } from '@/lib/admin/imports/limits';
import { getImport, type ImportJob, importRowReader, type RowView } from '@/lib/admin/imports/queries';
import { readImportFile } from '@/lib/admin/imports/reading';
import { PAGE_SIZE, positionOf } from '@/lib/admin/staff/keyset';
import { type Membership, requireMembership } from '@/lib/admin/staff/queries';
import { isUnderWay } from '@/lib/imports/run';
import { shopImportsPath } from '@/lib/staff/paths';
import { ImportCommands } from './import-commands';
import { ImportCounts } from './import-counts';
import { ImportMapping } from './import-mapping';
import { ImportProgress } from './import-progress';
import { ImportReading } from './import-reading';
import { ImportRows } from './import-rows';
import { ImportStateBadge } from './import-state';

type Query = Record<string, string | string[] | undefined>;
type Props = { shop: string; id: string; query: Query };

/** One import: its column mapping if the columns are unknown, a preview of its changes, its progress, its result, and undo. */
export async function ImportPage({ shop, id, query }: Props) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  const job = z.uuid().safeParse(id).success ? await getImport(membership, id) : null;
  if (!job) notFound();
  const t = await getTranslations('admin.imports');
  return (
    <section className="wrap grid grid-cols-[minmax(0,1fr)] gap-5 pb-16">
      <BackLink href={shopImportsPath(shop)}>{t('back')}</BackLink>
      <div className="grid gap-1">
        <h2 className="flex flex-wrap items-center gap-3 font-semibold text-lg">
          <span className="wrap-anywhere">{job.file_name}</span>
          <ImportStateBadge state={job.state} />
        </h2>
        <p className="text-muted text-sm">
          <Time at={job.created_at} timeZone={membership.shop.time_zone} locale={membership.shop.locale} />
          {job.created_by && ` · ${job.created_by}`}
          {job.format && ` · ${t(`format.${job.format}`)}`}
          {job.lines > 0 && ` · ${t('size', { products: job.total, lines: job.lines })}`}
        </p>
      </div>
      <ImportBody membership={membership} job={job} query={query} />
    </section>
  );
}

async function ImportBody({
  membership,
  job,
  query,
}: {
  membership: Membership;
  job: ImportJob;
  query: Query;
}) {
  const t = await getTranslations('admin.imports');
  if (job.state === 'uploaded') return <Uploaded membership={membership} job={job} query={query} />;
  const reason = fileReasons.find((each) => each === job.reason);
  if (job.state === 'failed')
    return (
      <Alert tone="bad" title={t('refused.title')}>
        <p>{t(`refused.${reason ?? 'file_not_table'}`)}</p>
      </Alert>
    );
  if (isUnderWay(job.state)) return <ImportProgress id={job.import_id} job={job} />;
  const view: RowView = query.view === 'all' ? 'all' : job.state === 'undone' ? 'kept' : 'failed';
  const from = positionOf(query);
  const rows = await (await importRowReader(job.import_id))(view, from, PAGE_SIZE + 1);
  return (
    <>
      <ImportCounts job={job} />
      <ImportCommands job={job} />
      <ImportRows shop={membership.shop.slug} job={job} view={view} rows={rows} from={from} />
    </>
  );
}

/** An import whose columns are unknown, whose file was not read yet, or whose file never arrived. */
async function Uploaded({
  membership,
  job,
  query,
}: {
  membership: Membership;
  job: ImportJob;
  query: Query;
}) {
  const t = await getTranslations('admin.imports');
  const sheet = typeof query.sheet === 'string' ? query.sheet : undefined;
  const reading = await readImportFile(membership, job, { sheet });
  if ('unknown' in reading)
    return <ImportMapping shop={membership.shop.slug} id={job.import_id} unknown={reading.unknown} />;
  // the page was closed after the upload and before the file was read
  if (!('refused' in reading) || reading.refused !== 'file_missing')
    return <ImportReading id={job.import_id} />;
  return (
    <Alert tone="warn">
      <p>{t('notUploaded')}</p>
    </Alert>
  );
}
