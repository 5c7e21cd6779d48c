import { FileSpreadsheet } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { listImports } from '@/lib/admin/imports/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { exportPath, shopImportsPath } from '@/lib/staff/paths';
import { FileLinks } from './file-links';
import { ImportRow } from './import-row';
import { ImportUpload } from './import-upload';

type Props = { shop: string; query: Record<string, string | string[] | undefined> };

/** The form to import products, the exports, and the list of imports. */
export async function ImportsPage({ shop, query }: Props) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  const from = z.uuid().safeParse(query.after).data ?? null;
  const [{ rows, after }, t] = await Promise.all([
    listImports(membership, from),
    getTranslations('admin.imports'),
  ]);
  return (
    <section aria-label={t('title')} className="wrap grid grid-cols-[minmax(0,1fr)] gap-5 pb-16">
      <RefreshOnReturn />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card className="grid content-start gap-4">
          <div className="grid gap-1">
            <h2 className="font-semibold text-lg">{t('upload.title')}</h2>
            <p className="max-w-prose text-muted text-sm">{t('upload.text')}</p>
          </div>
          <ImportUpload shop={shop} />
          <FileLinks
            label={t('upload.template')}
            csv={exportPath(shop, { template: '1', format: 'csv' })}
            xlsx={exportPath(shop, { template: '1', format: 'xlsx' })}
          />
        </Card>
        <Card className="grid content-start gap-4">
          <div className="grid gap-1">
            <h2 className="font-semibold text-lg">{t('export.title')}</h2>
            <p className="max-w-prose text-muted text-sm">{t('export.text')}</p>
          </div>
          <FileLinks
            label={t('export.all')}
            csv={exportPath(shop, { format: 'csv' })}
            xlsx={exportPath(shop, { format: 'xlsx' })}
          />
        </Card>
      </div>
      <div className="grid gap-3">
        <h2 className="font-semibold text-lg">{t('list.title')}</h2>
        {rows.length === 0 ? (
          <EmptyState icon={FileSpreadsheet} title={t('list.empty')} heading="h2">
            <p>{t('list.emptyText')}</p>
          </EmptyState>
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {rows.map((job) => (
              <ImportRow key={job.import_id} job={job} shop={membership.shop} />
            ))}
          </ol>
        )}
        <Pager
          top={from ? { href: shopImportsPath(shop), label: t('list.newest') } : null}
          after={after}
          labels={{ before: t('list.newest'), after: t('list.older') }}
          pathTo={(place) => shopImportsPath(shop, place)}
        />
      </div>
    </section>
  );
}
