import fc from 'fast-check';
import type { Args } from '../caller.ts';

const goods = ['serum', 'soap', 'gift', 'voucher'] as const;
/** The SKU of a line of a file: of the product, of its copy, of a new product; `clash`: a new product with the SKU of another. */
const about = fc.constantFrom(
  ...goods,
  ...goods,
  ...(['serum', 'soap', 'balm', 'balm', 'new-1', 'new-2', 'serum-copy', 'clash'] as const),
);

/** A line of a file. An empty cell clears a text, but leaves a number unchanged. */
interface Line {
  about: string;
  /** false: the line has no handle and no name, only a SKU */
  isNamed: boolean;
  name: string;
  tag: string;
  price: string;
  stock: string;
}

export interface File {
  has: 'stock' | 'price' | 'all';
  lines: Line[];
}

export const file: fc.Arbitrary<File> = fc
  .record({
    has: fc.constantFrom('stock', 'price', 'all', 'all'),
    lines: fc.array(
      fc
        .record({
          about,
          isNamed: fc.constantFrom(true, true, false),
          name: fc.constantFrom('', ' plus'),
          tag: fc.constantFrom('', 'sale'),
          // 'dear' is not a price; an empty one is invalid for a new product
          price: fc.constantFrom('1000', '4500', '9000.50', '1200', '', 'dear'),
          stock: fc.constantFrom('', '0', '2', '5', '9', '12', '-1'),
        })
        .map((line) => ({
          ...line,
          toString: () =>
            `${line.about}${line.isNamed ? line.name : ' alone'} ${line.tag} ${line.price || '-'}/${line.stock || '-'}`.replace(
              / +/g,
              ' ',
            ),
        })),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map((drawn) => ({ ...drawn, toString: () => `${drawn.has}: ${drawn.lines.join(', ')}` }));

const handles: Record<string, string> = {
  'serum-copy': 'care-copy',
  'new-1': 'new-1',
  'new-2': 'new-2',
  clash: 'new-1',
};

/** The content of the file, as a shop would upload it. */
export function contentOf({ has, lines }: File): Uint8Array {
  const rows = lines.map(({ about, isNamed, name, tag, price, stock }) => {
    const handle = handles[about] ?? 'care';
    const sku = about === 'clash' ? 'soap' : about;
    if (has !== 'all') return [sku, has === 'stock' ? stock : price];
    const kind = handle === 'care' ? about : handle === 'care-copy' ? 'serum' : '';
    return isNamed
      ? [handle, `${handle}${name}`, tag, kind && 'Kind', kind, sku, price, stock]
      : ['', '', tag, '', '', sku, price, stock];
  });
  const header =
    has === 'all'
      ? ['Handle', 'Name', 'Tags', 'Option 1 name', 'Option 1 value', 'SKU', 'Price', 'Stock']
      : ['SKU', has === 'stock' ? 'Stock' : 'Price'];
  return new TextEncoder().encode([header, ...rows].map((row) => row.join(',')).join('\n'));
}

/** The products of a file as lib/admin/imports reads them: the rows for save_import_rows. */
export async function readFile(content: Uint8Array, currency: string): Promise<Args[]> {
  const { readSheets } = await import('@/lib/admin/imports/table');
  const { readProducts } = await import('@/lib/admin/imports/read');
  const sheets = await readSheets(content, 'products.csv');
  const reading = 'refused' in sheets ? sheets : readProducts(sheets, currency);
  if (!('products' in reading)) throw new Error(`the file cannot be read: ${JSON.stringify(reading)}`);
  return reading.products.map((product, at) => ({ position: at + 1, ...product }));
}
