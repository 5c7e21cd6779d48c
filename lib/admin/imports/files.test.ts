import { crc32, deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { escapeCell, unescapeCell } from './escape';
import { IMPORT_LIMITS } from './limits';
import { readProducts } from './read';
import { readSheets } from './table';

const text = (content: string) => new TextEncoder().encode(content);
const workbook = (rows: unknown[][], name = 'Products') =>
  writeXlsx({ sheets: [{ name, rows: rows as (string | number)[][] }] });

/** A ZIP file with these parts. `claimed`: the unpacked size in its headers. */
function zip(parts: Record<string, Buffer>, claimed?: number): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content, { level: 1 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claimed ?? content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const versions = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), versions, head, rest, Buffer.from(name)]),
    );
    files.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, entries, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const refusal = async (bytes: Uint8Array, name = 'products.xlsx') => readSheets(bytes, name);

describe('a file is refused', () => {
  test('when it is larger than the form allows', async () => {
    expect(await refusal(new Uint8Array(IMPORT_LIMITS.maxBytes + 1))).toEqual({ refused: 'file_too_large' });
  });

  test('when it has a password', async () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await refusal(ole)).toEqual({ refused: 'file_encrypted' });
  });

  test('when it is an old Excel file', async () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('Workbook', 'utf16le'),
    ]);
    expect(await refusal(ole)).toEqual({ refused: 'file_old_excel' });
  });

  test('when it has macros, by its name and by its content', async () => {
    const plain = await workbook([
      ['SKU', 'Price'],
      ['A', 1],
    ]);
    expect(await refusal(plain, 'products.xlsm')).toEqual({ refused: 'file_macros' });
    expect(await refusal(zip({ 'xl/vbaProject.bin': Buffer.from('x') }))).toEqual({ refused: 'file_macros' });
  });

  test.each([
    ['states its real size', undefined],
    ['claims to be small', 1000],
  ])(
    'when it is a zip bomb that %s',
    async (_, claimed) => {
      const zeros = Buffer.alloc(IMPORT_LIMITS.maxUnpackedBytes + 1);
      const before = process.memoryUsage().rss;
      expect(await refusal(zip({ 'xl/worksheets/sheet1.xml': zeros }, claimed))).toEqual({
        refused: 'file_bomb',
      });
      expect(process.memoryUsage().rss - before).toBeLessThan(4 * IMPORT_LIMITS.maxUnpackedBytes);
    },
    60_000,
  );

  test('when many parts together are a zip bomb', async () => {
    const part = Buffer.alloc(IMPORT_LIMITS.maxUnpackedBytes / 2 + 1);
    expect(await refusal(zip({ a: part, b: part }))).toEqual({ refused: 'file_bomb' });
  }, 60_000);

  test.each([
    ['a ZIP that is not a workbook', zip({ 'a.txt': Buffer.from('x') })],
    ['a ZIP that is cut off', zip({ 'a.txt': Buffer.from('x') }).subarray(0, 30)],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0', 'latin1')],
    ['a web page', text('<html><table><tr><td>SKU</td></tr></table>')],
  ])('when it is %s', async (_, bytes) => {
    expect(await refusal(bytes)).toEqual({ refused: 'file_not_table' });
  });

  test.each(['', '\n\n', ',,,\n,,,'])('when it is empty: %j', async (content) => {
    expect(await refusal(text(content))).toEqual({ refused: 'file_empty' });
  });

  test('when a quote is not closed', async () => {
    expect(await refusal(text('SKU,Name\nA,"Shirt\nB,Shoe'))).toEqual({ refused: 'file_quotes' });
  });

  test('when it has too many lines', async () => {
    const lines = text(`SKU,Price\n${'A,1\n'.repeat(IMPORT_LIMITS.maxLines)}`);
    expect(await refusal(lines)).toEqual({ refused: 'file_too_large' });
  });

  test('when a known header occurs twice, naming that header', async () => {
    const sheets = [
      {
        name: '',
        rows: [
          ['SKU', 'Price', ' price '],
          ['A', '1', '2'],
        ],
      },
    ];
    expect(readProducts(sheets, 'NGN')).toEqual({ refused: 'heads_repeated', details: 'price' });
  });

  test.each([[[['SKU'], ['A']]], [[['SKU', 'Price']]]])(
    'when it has no headers or no rows below them: %j',
    (rows) => {
      expect(readProducts([{ name: '', rows }], 'NGN')).toEqual({ refused: 'heads_missing' });
    },
  );
});

describe('a file is read', () => {
  const skus = async (bytes: Uint8Array, name = 'a.csv') => {
    const sheets = await readSheets(bytes, name);
    if ('refused' in sheets) throw new Error(sheets.refused);
    const reading = readProducts(sheets, 'NGN');
    if (!('products' in reading)) throw new Error(JSON.stringify(reading));
    return reading.products.map(({ parsed }) => [
      parsed.variants[0]?.sku,
      parsed.name,
      (parsed.variants[0] as { price_minor?: number }).price_minor,
    ]);
  };
  const utf16 = (content: string) => Buffer.from(`\uFEFF${content}`, 'utf16le');

  test.each([
    ['UTF-8', text('SKU,Name,Price\nA,Café,1.50')],
    ['UTF-8 with a byte order mark', text('\uFEFFSKU,Name,Price\nA,Café,1.50')],
    ['UTF-16', utf16('SKU\tName\tPrice\nA\tCafé\t1.50')],
    ['UTF-16, big-endian', utf16('SKU,Name,Price\nA,Café,1.50').swap16()],
    ['windows-1252', Buffer.from('SKU;Name;Price\r\nA;Café;1,50', 'latin1')],
    ['semicolons and decimal commas', text('SKU;Name;Price\nA;Café;1,50')],
    ['tabs', text('SKU\tName\tPrice\nA\tCafé\t1.50')],
    ["Excel's hint", text('sep=;\r\nSKU;Name;Price\r\nA;Café;1,50')],
    ['currency signs and groups', text('SKU,Name,Price\nA,Café,"₦ 1.50"')],
  ])('in %s', async (_, bytes) => {
    expect(await skus(bytes)).toEqual([['A', 'Café', 150]]);
  });

  test('as a workbook, with text and numbers in its cells', async () => {
    expect(
      await skus(
        await workbook([
          ['SKU', 'Name', 'Price'],
          ['00123', 'Café', 12.5],
          [123, 'Tea', 1250],
        ]),
        'a.xlsx',
      ),
    ).toEqual([
      ['00123', 'Café', 1250],
      ['123', 'Tea', 125000],
    ]);
  });

  test('with the last computed values of formulas', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Products',
          rows: [
            ['SKU', 'Name', 'Price'],
            ['A', 'Café', null],
          ],
          cells: new Map([
            ['1,2', { value: 12.5, formula: '10+2.5', formulaResult: 12.5, type: 'formula' }],
          ]) as never,
        },
      ],
    });
    expect(await skus(bytes, 'a.xlsx')).toEqual([['A', 'Café', 1250]]);
  });

  test('from the first sheet with known headers', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Notes',
          rows: [
            ['Remember', 'to call'],
            ['the', 'supplier'],
          ],
        },
        {
          name: 'Stock',
          rows: [
            ['SKU', 'Name', 'Price'],
            ['A', 'Café', 1],
          ],
        },
        {
          name: 'Old',
          rows: [
            ['SKU', 'Name', 'Price'],
            ['B', 'Tea', 1],
          ],
        },
      ],
    });
    expect(await skus(bytes, 'a.xlsx')).toEqual([['A', 'Café', 100]]);
  });

  test('with ten thousand lines in under five seconds of CPU time', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `P-${index},Product ${index},${index}.50`);
    const before = process.cpuUsage();
    expect(await skus(text(`SKU,Name,Price\n${lines.join('\n')}`))).toHaveLength(10_000);
    // CPU time, because the clock also counts other work of the machine
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });

  test('with unknown headers, which staff map once', () => {
    const rows = [
      ['Artikel', 'Was', 'Kostet', ''],
      ['A', 'Café', '1.50', ''],
    ];
    const sheets = [
      { name: 'One', rows },
      {
        name: 'Two',
        rows: [
          ['x', 'y'],
          ['1', '2'],
        ],
      },
    ];
    expect(readProducts(sheets, 'NGN')).toMatchObject({
      unknown: {
        sheet: 'One',
        sheets: ['One', 'Two'],
        heads: ['Artikel', 'Was', 'Kostet'],
        samples: [['A', 'Café', '1.50']],
      },
    });
    const columns = { sku: 0, name: 1, price_minor: 2 };
    const expected = {
      format: 'mapped',
      sheet: 'One',
      products: [{ parsed: { name: 'Café', variants: [{ sku: 'A', price_minor: 150 }] } }],
    };
    expect(readProducts(sheets, 'NGN', [], { sheet: 'One', columns })).toMatchObject(expected);
    expect(readProducts(sheets, 'NGN', [{ heads: ['Artikel', 'Was', 'Kostet'], columns }])).toMatchObject(
      expected,
    );
  });
});

test.each([
  ['Price (USD)', 'currency_foreign'],
  ['Price in EUR', 'currency_foreign'],
  ['Price €', 'currency_foreign'],
  ['Price (NGN)', undefined],
  ['Price ₦', undefined],
  ['RRP price', undefined],
])('a column with the header %s is read only in the shop’s currency', (head, refused) => {
  const sheets = [
    {
      name: '',
      rows: [
        ['Code', head],
        ['A', '1'],
      ],
    },
  ];
  const reading = readProducts(sheets, 'NGN', [], { sheet: '', columns: { sku: 0, price_minor: 1 } });
  expect('refused' in reading ? reading.refused : undefined).toBe(refused);
});

test.each(['=1+1', '+A1', '-2', '@x', '\tx', '#REF!', "'=x", "''-x", '＝1'])(
  '%j is escaped and read back',
  (cell) => {
    expect(escapeCell(cell)).toBe(`'${cell}`);
    expect(unescapeCell(escapeCell(cell))).toBe(cell);
  },
);

test.each(['Shirt', "'Shirt'", "it's", '1-2', ''])('%j stays as it is', (cell) => {
  expect(escapeCell(cell)).toBe(cell);
  expect(unescapeCell(cell)).toBe(cell);
});
