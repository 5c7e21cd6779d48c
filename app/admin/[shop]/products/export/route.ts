import type { NextRequest } from 'next/server';
import { csvStream, templateLines, xlsxStream } from '@/lib/admin/imports/export';
import { exportPages } from '@/lib/admin/imports/queries';
import { productListOf } from '@/lib/admin/products/list';
import { requireMembership } from '@/lib/admin/staff/queries';

/** Time limit in seconds: products are streamed page by page while the browser reads them. */
export const maxDuration = 60;

const kinds = {
  csv: { type: 'text/csv; charset=utf-8', streamOf: csvStream },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    streamOf: xlsxStream,
  },
};

/** An export of all products of a list, or the template for an import (`?template=1`). With `?format=xlsx` it is a workbook. */
export async function GET(request: NextRequest, { params }: RouteContext<'/admin/[shop]/products/export'>) {
  const membership = await requireMembership((await params).shop);
  if (!membership.permissions.has('catalog.write')) return new Response(null, { status: 404 });
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const format = query.format === 'xlsx' ? 'xlsx' : 'csv';
  const isTemplate = query.template !== undefined;
  const pages = isTemplate ? templatePage() : await exportPages(membership, productListOf(query));
  const name = `${membership.shop.slug}-${isTemplate ? 'template' : 'products'}.${format}`;
  return new Response(kinds[format].streamOf(pages), {
    headers: {
      'Content-Type': kinds[format].type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  });
}

async function* templatePage() {
  yield templateLines;
}
