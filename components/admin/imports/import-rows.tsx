import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Pager } from '@/components/admin/pager';
import { Views } from '@/components/admin/tabs';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { shownErrors } from '@/lib/admin/imports/errors';
import type { ImportJob, ImportRow, RowView } from '@/lib/admin/imports/queries';
import { PAGE_SIZE } from '@/lib/admin/staff/keyset';
import { importErrorsPath, shopImportPath, shopProductPath } from '@/lib/staff/paths';
import type { Tone } from '@/lib/tone';

type Props = { shop: string; job: ImportJob; view: RowView; rows: ImportRow[]; from: number };

const tones: Record<NonNullable<ImportRow['outcome']>, Tone> = {
  created: 'good',
  updated: 'accent',
  unchanged: 'neutral',
  failed: 'bad',
  undone: 'neutral',
  partly: 'warn',
  kept: 'warn',
};

/** The products of an import: all, those with an error or, after undo, those that were not fully restored. */
export function ImportRows({ shop, job, view, rows, from }: Props) {
  const t = useTranslations('admin.imports');
  const shown = rows.slice(0, PAGE_SIZE);
  const defaultView: RowView = job.state === 'undone' ? 'kept' : 'failed';
  const pathTo = (key: RowView) =>
    shopImportPath(shop, job.import_id, { view: key === 'all' ? 'all' : null });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Views
          label={t('rows.views')}
          current={view}
          tabs={[
            { key: defaultView, label: t(`rows.view.${defaultView}`), href: pathTo(defaultView) },
            { key: 'all', label: t('rows.view.all'), href: pathTo('all') },
          ]}
        />
        {job.counts.failed > 0 && defaultView === 'failed' && (
          <a
            href={importErrorsPath(shop, job.import_id)}
            download
            className={buttonClass({ variant: 'secondary', size: 'sm' })}
          >
            <Download aria-hidden className="size-4" />
            {t('rows.download')}
          </a>
        )}
      </div>
      {shown.length === 0 ? (
        <p className="rounded-lg border border-line bg-raised p-4 text-muted">{t(`rows.none.${view}`)}</p>
      ) : (
        <ol className="overflow-clip rounded-lg border border-line bg-raised">
          {shown.map((row) => (
            <ProductLine key={row.position} row={row} shop={shop} />
          ))}
        </ol>
      )}
      <Pager
        top={from > 0 ? { href: pathTo(view), label: t('rows.first') } : null}
        after={rows.length > PAGE_SIZE ? String(shown.at(-1)?.position) : null}
        pathTo={(place) =>
          shopImportPath(shop, job.import_id, { view: view === 'all' ? 'all' : null, ...place })
        }
      />
    </div>
  );
}

function ProductLine({ row, shop }: { row: ImportRow; shop: string }) {
  const t = useTranslations('admin.imports');
  const [first] = row.lines;
  const name = row.name ?? row.key;
  return (
    <li className="grid gap-2 border-line p-4 not-first:border-t">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-muted text-sm tabular-nums">
          {t('rows.lines', { first: String(first), count: row.lines.length })}
        </span>
        <span className="wrap-anywhere min-w-0 grow basis-40 font-medium">
          {row.product_id ? (
            <Link className="hover:underline" href={shopProductPath(shop, row.product_id)}>
              {name}
            </Link>
          ) : (
            name
          )}
        </span>
        {row.outcome && <Badge tone={tones[row.outcome]}>{t(`outcome.${row.outcome}`)}</Badge>}
      </p>
      {row.errors.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {shownErrors(t, row).map(({ line, column, value, message }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two errors may be the same, and none moves
            <li key={at} className="wrap-anywhere">
              <span className="font-medium">
                {column ? t('rows.place', { line, column }) : t('rows.line', { line })}
              </span>{' '}
              {message} {value && <span className="text-muted">{t('rows.value', { value })}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
