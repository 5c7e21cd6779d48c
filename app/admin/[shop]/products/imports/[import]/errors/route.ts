import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { errorsCsv } from '@/lib/admin/imports/errors';
import { getImport, importRowReader } from '@/lib/admin/imports/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { defaultLocale } from '@/lib/shops/locales';

/** The errors of an import as CSV, one line for each. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/admin/[shop]/products/imports/[import]/errors'>,
) {
  const { shop, import: id } = await params;
  const membership = await requireMembership(shop);
  const isId = z.uuid().safeParse(id).success;
  const job = isId && membership.permissions.has('catalog.write') ? await getImport(membership, id) : null;
  if (!job) return new Response(null, { status: 404 });
  // a route handler has to name the language; the admin has only this one
  const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.imports' });
  return new Response(errorsCsv(t, await importRowReader(job.import_id)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="import-errors.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
