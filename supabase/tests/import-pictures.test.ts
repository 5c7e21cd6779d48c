import { describe, expect, test } from 'vitest';
import { call, expectRefusal, list, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';
import { importsOn, line } from './imports.ts';
import { addPicture, drawn, type Media } from './media.ts';
import { type AnyShop, catalog, productsOn, shirt } from './products.ts';

const { sql } = await testDatabase();
const { read, save } = productsOn(sql);
const imports = importsOn(sql);

const productId = async (shop: { id: string }, slug: string) => {
  const [found] = await sql<
    { id: string }[]
  >`select id from products where shop_id = ${shop.id} and slug = ${slug}`;
  return found?.id ?? '';
};

describe('a picture of an import', () => {
  const url = 'https://old.example/pot.jpg';
  const product = (pictures: object[] = [{ url, alt: 'A pot', skus: ['POT'] }]) => ({
    ...line('Pot', 'POT'),
    pictures,
  });
  const claim = () => list<{ picture_id: string }>(sql, server, 'claim_import_pictures', { max_rows: 100 });
  const queued = async ({ id }: { id: string }) =>
    (
      await sql<{ id: string }[]>`select id from import_pictures
        where shop_id = ${id} and state = 'waiting' order by url`
    ).map((row) => row.id);
  const finish = (picture_id: string | undefined, picture: object) =>
    call(sql, server, 'finish_import_picture', { picture_id, picture });
  const fetched = (facts: object = {}) => ({ ...drawn(), file_name: 'pot.jpg', ...facts });
  const settled = { is_settled: true, is_stored: true };
  const library = (shop: AnyShop) => call<Media[]>(sql, catalog(shop), 'list_media', { shop: shop.slug });

  test('is claimed once, is added to the library, the product and its variant, and is not fetched again', async () => {
    const shop = await openShop(sql);
    await imports.apply(shop, [product()]);
    const [picture_id] = await queued(shop);
    await claim();
    expect(
      await sql`select from import_pictures where state = 'waiting' and leased_until <= now()`,
    ).toHaveLength(0);
    const picture = fetched();
    const slugs = [['pot'], []];
    for (const changed of slugs)
      expect(await finish(picture_id, picture)).toEqual({
        ...{ ...settled, changed: changed.map((slug) => expect.objectContaining({ slug })) },
      });
    const [media] = await library(shop);
    expect(media).toMatchObject({
      ...{ src: picture.src, alt: 'A pot', file_name: 'pot.jpg', width: 800, height: 1000 },
      ...{ placeholder: picture.placeholder, bytes: picture.bytes, use_count: 1 },
    });
    const { images } = await read(shop, await productId(shop, 'pot'));
    expect(images).toMatchObject([
      { src: picture.src, alt: 'A pot', media_id: media?.media_id, variant_id: expect.any(String) },
    ]);
    const again = await imports.check(shop, [product()]);
    expect(await imports.get(shop, again)).toMatchObject({ counts: { unchanged: 1 } });
  });

  test('makes an open editor of its product stale; an undo still archives the product', async () => {
    const shop = await openShop(sql);
    const id = await imports.apply(shop, [product()]);
    const open = await read(shop, await productId(shop, 'pot'));
    await finish((await queued(shop))[0], fetched());
    await expectRefusal(sql, () => save(shop, open), { status: 409, reason: 'product_changed' });
    expect(await imports.undo(shop, id)).toMatchObject([{ outcome: 'undone', errors: [] }]);
    expect((await read(shop, open.product_id)).status).toBe('archived');
  });

  test('does not hide from an undo what a colleague has changed', async () => {
    const shop = await openShop(sql);
    const id = await imports.apply(shop, [product()]);
    const open = await read(shop, await productId(shop, 'pot'));
    await save(shop, { ...open, summary: 'Mine' });
    await finish((await queued(shop))[0], fetched());
    expect(await imports.undo(shop, id)).toMatchObject([
      { outcome: 'kept', errors: [{ reason: 'changed_since' }] },
    ]);
  });

  test('stays with a new product that an undo keeps', async () => {
    const shop = await openShop(sql);
    const id = await imports.apply(shop, [product()]);
    await finish((await queued(shop))[0], fetched());
    const open = await read(shop, await productId(shop, 'pot'));
    await save(shop, { ...open, summary: 'Round' });
    expect(await imports.undo(shop, id)).toMatchObject([
      { outcome: 'kept', errors: [{ reason: 'changed_since' }] },
    ]);
    expect((await read(shop, open.product_id)).images).toHaveLength(1);
  });

  test('stays with a new product that a later row has changed', async () => {
    const shop = await openShop(sql);
    const id = await imports.apply(shop, [product(), line('Pot', 'POT', { price_minor: 7 })]);
    await finish((await queued(shop))[0], fetched());
    expect(await imports.undo(shop, id)).toMatchObject([{ outcome: 'kept' }, { outcome: 'undone' }]);
    expect((await read(shop, await productId(shop, 'pot'))).images).toHaveLength(1);
  });

  test('that is all an import added is removed from the pages, and from open editors', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    const id = await imports.apply(shop, [{ handle: 'linen-shirt', variants: [], pictures: [{ url }] }]);
    await finish((await queued(shop))[0], fetched());
    const open = await read(shop, product_id);
    await call(sql, catalog(shop), 'undo_import', { import_id: id });
    expect(await imports.batch(id)).toMatchObject({
      changed: [{ slug: 'linen-shirt' }, { slug: 'linen-shirt' }],
    });
    const product = await read(shop, product_id);
    expect([open.images, product.images]).toEqual([[expect.anything()], []]);
    expect(product.version).toBeGreaterThan(open.version);
  });

  test('that two products have is stored once, and the files of the second fetch are not kept', async () => {
    const shop = await openShop(sql);
    await imports.apply(shop, [
      product(),
      { ...line('Pan', 'PAN'), pictures: [{ url: 'https://old.example/pan.jpg' }] },
    ]);
    const [pan, pot] = await queued(shop);
    const picture = fetched();
    expect(await finish(pot, picture)).toMatchObject(settled);
    const same = fetched({ sha256: picture.sha256 });
    expect(await finish(pan, same)).toMatchObject({ is_settled: true, is_stored: false });
    expect(await library(shop)).toMatchObject([{ src: picture.src, alt: 'A pot', use_count: 2 }]);
  });

  test('without an alt text has none in the library, and the product’s name in the shop', async () => {
    const shop = await openShop(sql);
    await imports.apply(shop, [product([{ url }])]);
    await finish((await queued(shop))[0], fetched());
    expect(await library(shop)).toMatchObject([{ alt: '' }]);
    expect(await sql`select alt from product_images where shop_id = ${shop.id}`).toEqual([{ alt: 'Pot' }]);
  });

  test('of two variants is assigned to the choice that they share and no other variant has', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    const show = async (name: string, skus: string[]) => {
      await imports.apply(shop, [
        {
          ...{ handle: 'linen-shirt', pictures: [{ url: `https://old.example/${name}.jpg`, skus }] },
          variants: [{ line: 2, sku: 'SH-S-W' }],
        },
      ]);
      await finish((await queued(shop))[0], fetched());
      const { images } = await read(shop, product_id);
      return (images as { choice: string | null; variant_id: string | null }[]).at(-1);
    };
    expect(await show('small', ['SH-S-W', 'SH-S-I'])).toMatchObject({ choice: 'S', variant_id: null });
    expect(await show('mixed', ['SH-S-W', 'SH-L-I'])).toMatchObject({ choice: null, variant_id: null });
    expect(await show('white', ['SH-S-W'])).toMatchObject({ choice: null, variant_id: expect.any(String) });
  });

  test('whose address is in the library is shown at once, and removed when the import is undone', async () => {
    const shop = await openShop(sql);
    const { src, media_id } = await addPicture(sql, shop, { src: 'http://files.example/media/a/b/800.webp' });
    const id = await imports.apply(shop, [product([{ url: src }])]);
    expect(await queued(shop)).toEqual([]);
    const images = async () => (await read(shop, await productId(shop, 'pot'))).images;
    expect(await images()).toMatchObject([{ media_id, src }]);
    const again = await imports.check(shop, [product([{ url: src }])]);
    expect(await imports.get(shop, again)).toMatchObject({ counts: { unchanged: 1 } });
    await imports.undo(shop, id);
    expect(await images()).toEqual([]);
    expect(await library(shop)).toMatchObject([{ media_id, use_count: 0 }]);
    const other = await openShop(sql);
    const foreign = await imports.check(other, [product([{ url: src }])]);
    expect(await imports.rows(other, foreign)).toMatchObject([{ errors: [{ reason: 'picture_not_https' }] }]);
  });

  test('is tried three times', async () => {
    const shop = await openShop(sql);
    await imports.apply(shop, [product()]);
    const [picture_id] = await queued(shop);
    for (const is_settled of [false, false, true]) {
      await sql`update import_pictures set leased_until = now()`;
      await claim();
      const args = { picture_id, reason: 'picture_unreachable' };
      expect(await call(sql, server, 'finish_import_picture', args)).toEqual({
        ...{ is_settled, is_stored: false, changed: [] },
      });
    }
    expect(
      await sql`select from import_pictures where state = 'failed' and reason = 'picture_unreachable'
        and shop_id = ${shop.id}`,
    ).toHaveLength(1);
  });

  test('is given up after eight attempts without a result, each after a longer wait', async () => {
    const shop = await openShop(sql);
    await imports.apply(shop, [product()]);
    const [picture_id] = await queued(shop);
    const minutes: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await sql`update import_pictures set leased_until = now()`;
      expect((await claim()).map((claimed) => claimed.picture_id)).toContain(picture_id);
      const [row] = await sql<{ minutes: number }[]>`
        select round(extract(epoch from leased_until - now()) / 60)::int as minutes from import_pictures
        where shop_id = ${shop.id}`;
      minutes.push(row?.minutes ?? 0);
    }
    expect(minutes).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
    await sql`update import_pictures set leased_until = now()`;
    expect(await claim()).toEqual([]);
    expect(await sql`select state, reason from import_pictures where shop_id = ${shop.id}`).toEqual([
      { state: 'failed', reason: 'picture_unreachable' },
    ]);
  });
});
