import 'server-only';
import type { Membership } from '@/lib/admin/staff/queries';
import { fetchFile } from '@/lib/imports/files';
import { getMapping, type ImportJob } from './queries';
import { headsIn, type Mapping, type Reading, readProducts } from './read';
import { readSheets } from './table';

type Asked = { mapping?: Mapping; sheet?: string };

/** Reads the uploaded file of an import. `mapping`: the submitted one. `sheet`: the sheet whose columns staff are asked to map. */
export async function readImportFile(
  membership: Membership,
  job: ImportJob,
  { mapping, sheet }: Asked = {},
): Promise<Reading> {
  const bytes = await fetchFile(`${membership.shop.id}/${job.import_id}`);
  if (!bytes) return { refused: 'file_missing' };
  const sheets = await readSheets(bytes, job.file_name);
  if ('refused' in sheets) return sheets;
  const { currency } = membership.shop;
  if (mapping) return readProducts(sheets, currency, [], mapping);
  const known = await Promise.all(
    headsIn(sheets)
      .slice(0, 20)
      .map(async (heads) => ({ heads, columns: await getMapping(membership, heads) })),
  );
  return readProducts(
    sheets,
    currency,
    known.flatMap(({ heads, columns }) => (columns ? [{ heads, columns }] : [])),
    undefined,
    sheet,
  );
}
