import { describe, expect, test } from 'vitest';
import { readProducts } from './read';
import { readSheets } from './table';

async function read(csv: string) {
  const sheets = await readSheets(new TextEncoder().encode(csv), 'export.csv');
  if ('refused' in sheets) throw new Error(sheets.refused);
  const reading = readProducts(sheets, 'NGN');
  if (!('products' in reading)) throw new Error(JSON.stringify(reading));
  return reading;
}

describe("Shopify's file", () => {
  const heads =
    'Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,' +
    'Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,' +
    'Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,' +
    'Gift Card,SEO Title,SEO Description,Variant Image,Variant Weight Unit,Cost per item,Price / United States,Status';

  test('is read with its variants, pictures on separate lines, and old address', async () => {
    const { format, products } = await read(
      [
        heads,
        'linen-shirt,Linen shirt,"<p>Cool &amp; light.</p><p>Wash <b>cold</b>.</p>",Us,Apparel,Shirts,"linen, summer",true,Size,S,Colour,White,' +
          'SH-S-W,180.0,shopify,4,deny,9000.00,11000.00,true,true,6009,https://cdn.example/1.jpg,1,Front,false,Shirt,,https://cdn.example/w.jpg,kg,4000.00,12.00,active',
        'linen-shirt,,,,,,,,,L,,White,SH-L-W,0,shopify,-2,continue,9000.00,9000.00,true,true,,,,,,,,,kg,,,',
        'linen-shirt,,,,,,,,,,,,,,,,,,,,,,https://cdn.example/2.jpg,2,Back,,,,,,,,',
      ].join('\n'),
    );
    expect(format).toBe('shopify');
    expect(products).toEqual([
      {
        ...{ key: 'linen-shirt', lines: [2, 3, 4], errors: [] },
        parsed: {
          ...{ handle: 'linen-shirt', old_path: '/products/linen-shirt', name: 'Linen shirt' },
          description: 'Cool & light.\n\nWash cold.',
          ...{
            category: 'Shirts',
            tags: ['linen', 'summer'],
            status: 'published',
            seo_title: 'Shirt',
            seo_description: '',
          },
          options: [
            { name: 'Size', choices: ['S', 'L'] },
            { name: 'Colour', choices: ['White'] },
          ],
          variants: [
            {
              ...{
                line: 2,
                sku: 'SH-S-W',
                options: ['S', 'White'],
                barcode: '6009',
                price_minor: 900_000,
                compare_at_minor: 1_100_000,
              },
              ...{
                cost_minor: 400_000,
                is_tracked: true,
                on_hand: 4,
                allows_backorder: false,
                weight_grams: 180,
                needs_delivery: true,
              },
            },
            {
              ...{
                line: 3,
                sku: 'SH-L-W',
                options: ['L', 'White'],
                barcode: null,
                price_minor: 900_000,
                compare_at_minor: null,
              },
              ...{
                cost_minor: null,
                is_tracked: true,
                on_hand: 0,
                allows_backorder: true,
                weight_grams: null,
                needs_delivery: true,
              },
            },
          ],
          pictures: [
            { url: 'https://cdn.example/1.jpg', alt: 'Front' },
            { url: 'https://cdn.example/w.jpg', skus: ['SH-S-W'] },
            { url: 'https://cdn.example/2.jpg', alt: 'Back' },
          ],
        },
      },
    ]);
  });

  test('may repeat a picture, which is then listed once with all its variants', async () => {
    const [common, shown] = ['https://cdn.example/1.jpg', 'https://cdn.example/s.jpg'];
    const { products } = await read(
      [
        'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Alt Text,Variant Image',
        `mug,Mug,Size,S,MUG-S,10,${common},,${shown}`,
        `mug,,,M,MUG-M,10,${shown},Small and medium,${shown}`,
        'mug,,,L,MUG-L,10,,,',
      ].join('\n'),
    );
    expect(products[0]?.parsed.pictures).toEqual([
      { url: common },
      { url: shown, alt: 'Small and medium', skus: ['MUG-S', 'MUG-M'] },
    ]);
  });

  test('may have an untracked draft without options', async () => {
    const { products } = await read(
      `${heads}\nbag,Bag,Plain text,,,,,false,Title,Default Title,,,BAG,0,,,deny,10,,true,true,,,,,,,,,kg,,,draft`,
    );
    expect(products[0]?.parsed).toMatchObject({
      ...{ status: 'draft', description: 'Plain text', category: '' },
      variants: [{ sku: 'BAG', is_tracked: false, price_minor: 1000 }],
    });
    expect(products[0]?.parsed).not.toHaveProperty('options');
  });

  test.each(['Variant Taxable', 'Charge tax'])('says which variants are not taxed (%s)', async (head) => {
    const { products } = await read(
      `Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,${head}\n` +
        'mug,Mug,Size,S,MUG-S,10,FALSE\nmug,,,M,MUG-M,10,true\nmug,,,L,MUG-L,10,',
    );
    const [small, ...others] = products[0]?.parsed.variants ?? [];
    expect(small).toMatchObject({ sku: 'MUG-S', tax_class: 'exempt' });
    // the file does not say at which rate the others are taxed
    for (const other of others) expect(other).not.toHaveProperty('tax_class');
  });

  test('changes no compare-at price without a column for it', async () => {
    const { products } = await read('Handle,Title,Variant SKU,Variant Price\nmug,Mug,MUG,10.00');
    expect(products[0]?.parsed.variants).toEqual([{ line: 2, sku: 'MUG', price_minor: 1000 }]);
  });

  test('may have decimal commas, which a spreadsheet writes', async () => {
    const { products } = await read(
      [
        'Handle;Title;Variant SKU;Variant Price;Variant Compare At Price;Variant Grams',
        'shirt;Shirt;SAME;9000,00;9000,00;0,0',
        'bag;Bag;REDUCED;9000,00;11000,50;180,5',
        'cap;Cap;NONE;9000,00;0,00;1,200',
      ].join('\n'),
    );
    expect(products.flatMap(({ errors }) => errors)).toEqual([]);
    expect(products.map(({ parsed }) => parsed.variants[0])).toMatchObject([
      { sku: 'SAME', price_minor: 900_000, compare_at_minor: null, weight_grams: null },
      { sku: 'REDUCED', price_minor: 900_000, compare_at_minor: 1_100_050, weight_grams: 181 },
      { sku: 'NONE', price_minor: 900_000, compare_at_minor: null, weight_grams: 1200 },
    ]);
  });

  test('may have rows without a handle, which are grouped by their titles', async () => {
    const { products } = await read('Title,URL handle,SKU,Price\nMug,,MUG,10\nCap,,CAP,20');
    expect(products.map(({ key, lines }) => [key, lines])).toEqual([
      ['mug', [2]],
      ['cap', [3]],
    ]);
  });

  test('is also recognized by its new headers', async () => {
    const { format, products } = await read(
      [
        'Title,URL handle,Description,Vendor,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Price,Compare-at price,' +
          'Inventory tracker,Inventory quantity,Continue selling when out of stock,Weight value (grams),Requires shipping,Product image URL',
        'Bag,bag,<p>Fine</p>,Us,Bags,,TRUE,Active,BAG-R,,Colour,Red,10.00,,shopify,3,deny,500,TRUE,https://cdn.example/b.jpg',
        ',bag,,,,,,,BAG-B,,,Blue,11.00,,shopify,0,continue,500,TRUE,',
      ].join('\n'),
    );
    expect(format).toBe('shopify');
    expect(products).toMatchObject([
      {
        ...{ lines: [2, 3], errors: [] },
        parsed: {
          ...{
            handle: 'bag',
            name: 'Bag',
            status: 'published',
            options: [{ name: 'Colour', choices: ['Red', 'Blue'] }],
          },
          variants: [
            { sku: 'BAG-R', price_minor: 1000, on_hand: 3 },
            { sku: 'BAG-B', price_minor: 1100, allows_backorder: true },
          ],
        },
      },
    ]);
  });
});

describe("WooCommerce's file", () => {
  test('has tax classes, of which only the default ones are known here', async () => {
    const { products } = await read(
      [
        'ID,Type,SKU,Name,Tax status,Tax class,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)',
        '1,simple,STANDARD,A,taxable,,10,,,',
        '2,simple,NONE,B,none,reduced-rate,10,,,',
        '3,simple,DELIVERY,C,shipping,,10,,,',
        '4,simple,LUXURY,D,taxable,luxury,10,,,',
        '5,variable,PARENT,E,taxable,reduced-rate,,,Size,"S, L"',
        '6,variation,PARENT-S,E - S,,parent,10,PARENT,Size,S',
        '7,variation,PARENT-L,E - L,,zero-rate,10,PARENT,Size,L',
      ].join('\n'),
    );
    const classes = products.flatMap(({ parsed }) =>
      parsed.variants.map((variant) => [variant.sku, (variant as { tax_class?: string }).tax_class]),
    );
    expect(Object.fromEntries(classes)).toEqual({
      ...{ STANDARD: 'standard', NONE: 'exempt', DELIVERY: 'exempt', LUXURY: undefined },
      ...{ 'PARENT-S': 'reduced', 'PARENT-L': 'zero_rated' },
    });
    expect(products.flatMap(({ errors }) => errors)).toEqual([
      { line: 5, field: 'tax_class', reason: 'tax_class_unknown', details: { value: 'luxury' } },
    ]);
  });

  const heads =
    'ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,Is featured?,Visibility in catalog,Short description,Description,In stock?,Stock,' +
    'Backorders allowed?,Weight (kg),Sale price,Regular price,Categories,Tags,Images,Parent,Position,' +
    'Attribute 1 name,Attribute 1 value(s),Attribute 1 visible,Attribute 1 global,Attribute 2 name,Attribute 2 value(s)';

  test('has variations that name their parent by SKU or id, and attributes that only describe', async () => {
    const { format, products } = await read(
      [
        heads,
        '10,variable,HOOD,,Hoodie,1,1,visible,<p>Warm</p>,<p>Very <em>warm</em></p>,1,,0,0.5,,,"Clothing > Hoodies, Sale",cosy,' +
          '"https://old.example/a.jpg, https://old.example/b.jpg",,0,Size,"S, L",1,1,Fabric,Cotton',
        '11,variation,HOOD-S,6001,Hoodie - S,1,0,visible,,,1,3,notify,,4000,5000,,,https://old.example/s.jpg,HOOD,1,Size,S,,1,,',
        '12,variation,HOOD-L,,Hoodie - L,1,0,visible,,,1,,0,0.75,,5000,,,,id:10,2,Size,L,,1,,',
        '13,"simple, virtual",GIFT,,Gift card,0,0,visible,,,1,,0,,,1000,,,,,0,,,,,,',
      ].join('\n'),
    );
    expect(format).toBe('woocommerce');
    expect(products).toMatchObject([
      {
        ...{ key: 'HOOD', lines: [2, 3, 4], errors: [] },
        parsed: {
          ...{
            name: 'Hoodie',
            old_path: '/product/hoodie/',
            category: 'Hoodies',
            tags: ['cosy'],
            status: 'published',
            is_featured: true,
          },
          ...{ summary: 'Warm', description: 'Very warm', options: [{ name: 'Size', choices: ['S', 'L'] }] },
          variants: [
            {
              ...{
                sku: 'HOOD-S',
                options: ['S'],
                barcode: '6001',
                price_minor: 400_000,
                compare_at_minor: 500_000,
              },
              ...{
                is_tracked: true,
                on_hand: 3,
                allows_backorder: true,
                weight_grams: 500,
                needs_delivery: true,
              },
            },
            {
              sku: 'HOOD-L',
              options: ['L'],
              price_minor: 500_000,
              compare_at_minor: null,
              is_tracked: false,
              weight_grams: 750,
            },
          ],
          pictures: [
            { url: 'https://old.example/a.jpg' },
            { url: 'https://old.example/b.jpg' },
            { url: 'https://old.example/s.jpg', skus: ['HOOD-S'] },
          ],
        },
      },
      { parsed: { name: 'Gift card', status: 'draft', variants: [{ sku: 'GIFT', needs_delivery: false }] } },
    ]);
  });

  test.each([
    ['SKU,Regular price', 'MUG,10.00', { price_minor: 1000 }],
    ['SKU,Regular price,Sale price', 'MUG,10.00,', { price_minor: 1000, compare_at_minor: null }],
    ['SKU,Type,Parent,Sale price', 'MUG,simple,,8.00', { price_minor: 800, needs_delivery: true }],
    ['SKU,Type,Parent,Stock', 'MUG,simple,,', { is_tracked: false, needs_delivery: true }],
    ['SKU,Regular price,Tax status', 'MUG,10.00,none', { price_minor: 1000, tax_class: 'exempt' }],
  ])('changes only what it has columns for: %s', async (head, row, changed) => {
    const { format, products } = await read(`${head}\n${row}`);
    expect(format).toBe('woocommerce');
    expect(products.map(({ parsed }) => parsed)).toEqual([
      { variants: [{ line: 2, sku: 'MUG', ...changed }] },
    ]);
  });

  test('gives no old address to a name without Latin letters', async () => {
    const { products } = await read('SKU,Name,Regular price\nTEA,茶,10.00');
    expect(products[0]?.parsed).toEqual({
      name: '茶',
      variants: [{ line: 2, sku: 'TEA', price_minor: 1000 }],
    });
  });

  test('with four attributes that variations differ in is refused', async () => {
    const { products } = await read(
      [
        'ID,Type,SKU,Name,Regular price,Parent,' +
          [1, 2, 3, 4].map((n) => `Attribute ${n} name,Attribute ${n} value(s)`).join(','),
        '1,variable,P,Pot,,,A,x,B,x,C,x,D,x',
        '2,variation,P-1,Pot,5,P,A,x,B,x,C,x,D,x',
      ].join('\n'),
    );
    expect(products[0]?.errors).toMatchObject([
      { line: 3, field: 'option4_value', reason: 'too_many_options' },
    ]);
  });
});
