import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { as, call, expectRefusal, person, refusalOf, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, staffRoles } from './fixtures.ts';
import { behindGate, split, times } from './gate.ts';
import { addPicture, type Media, upload } from './media.ts';
import { type AnyShop, catalog, productsOn, simple } from './products.ts';

const { sql } = await testDatabase();
const { read, save } = productsOn(sql);
const shop = await openShop(sql);

type Image = Record<string, unknown> & { image_id: string; media_id: string | null };
const imagesOf = async (at: AnyShop, id: string) => (await read(at, id)).images as Image[];

/** A product that shows these pictures. */
async function productWith(at: AnyShop, pictures: Media[]): Promise<string> {
  const name = `Shirt ${randomUUID().slice(0, 8)}`;
  const images = pictures.map(({ media_id }) => ({ media_id }));
  return (await save(at, simple(at, name, { images, published_at: '2026-01-01T00:00:00Z' }))).product_id;
}

const list = (args: Record<string, unknown> = {}, at: AnyShop = shop) =>
  call<Media[]>(sql, catalog(at), 'list_media', { shop: at.slug, ...args });
const update = (media_id: string, alt: unknown, focal: [unknown, unknown] = [0.5, 0.5]) =>
  call(sql, catalog(shop), 'update_media', { media_id, alt, focal_x: focal[0], focal_y: focal[1] });
const remove = (media_id: string, remove_uses = false) =>
  call<{ src: string; is_ordered: boolean }>(sql, catalog(shop), 'delete_media', { media_id, remove_uses });

describe('the library', () => {
  test('is for staff who edit the catalogue, and closed to everyone else', async () => {
    const { media_id } = await addPicture(sql, shop);
    const id = await upload(sql, shop);
    for (const role of staffRoles) {
      const [{ allowed = null } = {}] = await sql<{ allowed: boolean }[]>`
        select exists (select from role_permissions where role = ${role} and permission = 'catalog.write') as allowed`;
      const seen = await as(
        sql,
        person(shop.staff[role]),
        (tx) => tx`select id from media where id = ${media_id}`,
      );
      expect(seen, role).toHaveLength(allowed ? 1 : 0);
      if (allowed) continue;
      for (const [name, args] of [
        ['start_media_upload', { shop: shop.slug, file_name: 'a.jpg' }],
        ['list_media', { shop: shop.slug }],
        ['get_media', { media_id }],
        ['update_media', { media_id, alt: 'x', focal_x: 0, focal_y: 0 }],
        ['delete_media', { media_id }],
      ] as const) {
        const refused = await call(sql, person(shop.staff[role]), name, args).catch(refusalOf);
        expect(refused, `${role}: ${name}`).toMatchObject({ status: 403, reason: 'forbidden' });
      }
      expect(
        await call(sql, person(shop.staff[role]), 'add_media', { upload_id: id }).catch(refusalOf),
      ).toMatchObject({ status: 404 });
    }
    await expect(as(sql, visitor, (tx) => tx`select id from media`)).rejects.toMatchObject({ code: '42501' });
    const write = as(sql, catalog(shop), (tx) => tx`update media set alt = 'x'`);
    await expect(write, 'only functions write the tables').rejects.toMatchObject({ code: '42501' });
  });

  test('is listed latest first, page by page in both directions', async () => {
    const at = await openShop(sql);
    const names = times(5, (index) => `${index}.jpg`);
    for (const file_name of names) await addPicture(sql, at, { file_name });
    const page = async (args: Record<string, unknown>) =>
      (await list({ max_rows: 2, ...args }, at)).map(({ file_name }) => file_name);
    const all = await list({}, at);
    expect(all.map(({ file_name }) => file_name)).toEqual(names.toReversed());
    expect(await page({ from_id: all[1]?.media_id })).toEqual(['2.jpg', '1.jpg']);
    expect(await page({ from_id: all[3]?.media_id, upwards: true })).toEqual(['2.jpg', '3.jpg']);
  });

  test('is searched by alt text and file name, taken literally, and filtered', async () => {
    const at = await openShop(sql);
    const [shirt, hat] = [
      await addPicture(sql, at, { file_name: 'DSC_100%.jpg' }),
      await addPicture(sql, at, { file_name: 'hat.png' }),
    ];
    await call(sql, catalog(at), 'update_media', {
      ...{ media_id: shirt.media_id, alt: 'A red shirt', focal_x: 0, focal_y: 1 },
    });
    await productWith(at, [hat]);
    const found = async (args: Record<string, unknown>) =>
      (await list(args, at)).map(({ media_id }) => media_id);
    expect(await found({ search: 'RED s' })).toEqual([shirt.media_id]);
    expect(await found({ search: 'HAT.' })).toEqual([hat.media_id]);
    expect(await found({ search: '_100%' })).toEqual([shirt.media_id]);
    expect(await found({ search: 'c%0' })).toEqual([]);
    expect(await found({ search: ' ' })).toHaveLength(2);
    expect(await found({ view: 'unused' })).toEqual([shirt.media_id]);
    expect(await found({ view: 'no_alt' })).toEqual([hat.media_id]);
    await expectRefusal(sql, () => found({ view: 'big' }), { reason: 'unknown_stage', field: 'view' });
  });
});

describe('a picture of a product', () => {
  test('has the alt text and size of the library, also after changes', async () => {
    const media = await addPicture(sql, shop);
    const id = await productWith(shop, [media]);
    const row = () =>
      as(
        sql,
        visitor,
        (tx) => tx`select src, alt, width, focal_x, placeholder from product_images where product_id = ${id}`,
      );
    const [{ name = '' } = {}] = await sql<{ name: string }[]>`select name from products where id = ${id}`;
    expect(await row(), 'without an alt text it has the name of the product').toEqual([
      {
        ...{ src: media.src, alt: name, width: 800, focal_x: '0.500' },
        placeholder: 'data:image/webp;base64,AAAA',
      },
    ]);
    await update(media.media_id, ' A shirt on a line ', [0.25, 1]);
    expect(await row()).toMatchObject([{ alt: 'A shirt on a line', focal_x: '0.250' }]);
    expect(await call(sql, catalog(shop), 'get_media', { media_id: media.media_id })).toMatchObject({
      ...{ shop: shop.slug, alt: 'A shirt on a line', use_count: 1 },
      ...{ products: [{ product_id: id, name }], categories: [], collections: [] },
    });
  });

  test.each([
    ['alt', 'x'.repeat(201), [0.5, 0.5]],
    ['alt', null, [0.5, 0.5]],
    ['focal_x', 'A shirt', [1.01, 0]],
    ['focal_y', 'A shirt', [0, -0.1]],
    ['focal_x', 'A shirt', [null, 0]],
  ] as const)('refuses an invalid %s', async (field, alt, focal) => {
    const { media_id } = await addPicture(sql, shop);
    await expectRefusal(sql, () => update(media_id, alt, [...focal]), {
      ...{ status: 422, reason: 'invalid_media', field },
    });
  });

  test('is moved, removed, added and assigned by a save, and each is logged', async () => {
    const [one, two, three] = [
      await addPicture(sql, shop),
      await addPicture(sql, shop),
      await addPicture(sql, shop),
    ] as [Media, Media, Media];
    const id = await productWith(shop, [one, two]);
    const product = await read(shop, id);
    const [first, second] = product.images as [Image, Image];
    expect([first.media_id, second.media_id]).toEqual([one.media_id, two.media_id]);
    const variant_id = product.variants[0]?.variant_id;
    await save(shop, {
      ...product,
      images: [
        { ...second, variant_id },
        { media_id: three.media_id, choice: ' White ' },
      ],
    });
    expect(await imagesOf(shop, id)).toMatchObject([
      { image_id: second.image_id, media_id: two.media_id, variant_id, choice: null },
      { media_id: three.media_id, variant_id: null, choice: 'White' },
    ]);
    const logs = await sql`select action from activity_logs where entity_type = 'product_image'
      and entity_id = any (${[first.image_id, second.image_id]}) order by created_at`;
    expect(logs.map(({ action }) => action)).toEqual([
      ...['add_product_images', 'add_product_images', 'delete_product_images', 'edit_product_images'],
    ]);
    await save(shop, { ...(await read(shop, id)), images: undefined });
    expect(await imagesOf(shop, id), 'a save without pictures keeps them').toHaveLength(2);
  });

  test('cannot be one of another shop or product, or an unknown one', async () => {
    const elsewhere = await openShop(sql);
    const foreign = await addPicture(sql, elsewhere);
    const [own] = await imagesOf(shop, await productWith(shop, [await addPicture(sql, shop)]));
    const id = await productWith(shop, []);
    const product = await read(shop, id);
    for (const image of [
      { media_id: foreign.media_id },
      { media_id: randomUUID() },
      { image_id: own?.image_id },
      {},
    ])
      await expectRefusal(sql, () => save(shop, { ...product, images: [image] }), {
        ...{ status: 404, reason: 'unknown_media', field: 'images' },
      });
    const many = times(101, () => ({ media_id: foreign.media_id }));
    await expectRefusal(sql, () => save(shop, { ...product, images: many }), { reason: 'too_many_images' });
    const direct = as(
      sql,
      catalog(shop),
      (tx) => tx`insert into product_images (shop_id, product_id, media_id, src, alt, width, height)
        values (${shop.id}, ${id}, ${foreign.media_id}, '/x', 'x', 1, 1)`,
    );
    await expect(direct).rejects.toMatchObject({ code: '23503' });
  });

  test('of a choice is copied into the order of its variants', async () => {
    const [whole, white] = [await addPicture(sql, shop), await addPicture(sql, shop)];
    const { product_id } = await save(shop, {
      ...simple(shop, 'Choice shirt', { published_at: '2026-01-01T00:00:00Z' }),
      options: [{ name: 'Colour', choices: ['White', 'Indigo'] }],
      variants: ['White', 'Indigo'].map((colour) => ({
        ...{ sku: randomUUID(), options: [colour], price_minor: 5000, is_tracked: false },
      })),
      images: [{ media_id: whole.media_id }, { media_id: white.media_id, choice: 'White' }],
    });
    const { variants } = await read(shop, product_id);
    const order = await placeOrder(
      sql,
      shop,
      variants.map(({ variant_id }): [string, number] => [variant_id, 1]),
    );
    const items = await sql`select option_value, image_src from order_items where order_id = ${order.order_id}
      order by option_value desc`;
    expect(items.map(({ image_src }) => image_src)).toEqual([white.src, whole.src]);
  });
});

describe('deleting a picture', () => {
  test('is refused while something shows it, unless it is removed there, too', async () => {
    const media = await addPicture(sql, shop);
    const id = await productWith(shop, [media]);
    await expectRefusal(sql, () => remove(media.media_id), { status: 409, reason: 'media_in_use' });
    const { version } = await read(shop, id);
    expect(await remove(media.media_id, true)).toEqual({ src: media.src, is_ordered: false });
    expect(await imagesOf(shop, id)).toEqual([]);
    expect((await read(shop, id)).version, 'an open editor notices the change').toBe(version + 1);
    const unused = await addPicture(sql, shop);
    await remove(unused.media_id);
    expect(await sql`select from media where id in (${media.media_id}, ${unused.media_id})`).toEqual([]);
  });

  test('of a category is refused, or removes it from the category', async () => {
    const media = await addPicture(sql, shop);
    await sql`insert into categories (shop_id, slug, name, image_src, image_alt)
      values (${shop.id}, ${randomUUID()}, 'Hats', ${media.src}, 'Hats')`;
    await expectRefusal(sql, () => remove(media.media_id), { status: 409, reason: 'media_in_use' });
    await update(media.media_id, 'Ten hats');
    const categories = () => sql`select image_src, image_alt from categories where name = 'Hats'`;
    expect(await categories()).toEqual([{ image_src: media.src, image_alt: 'Ten hats' }]);
    await remove(media.media_id, true);
    expect(await categories()).toEqual([{ image_src: null, image_alt: null }]);
  });

  test('of a collection, which uses it and shows its alt text, is refused, or removes it from the collection', async () => {
    const media = await addPicture(sql, shop, { file_name: 'gifts.jpg' });
    await sql`insert into collections (shop_id, slug, name, image_src, image_alt)
      values (${shop.id}, 'gifts', 'Gifts', ${media.src}, 'Gifts')`;
    const collections = () => sql`select image_src, image_alt from collections where name = 'Gifts'`;
    expect(await list({ search: 'gifts.jpg' })).toMatchObject([{ use_count: 1 }]);
    expect(await list({ view: 'unused', search: 'gifts.jpg' })).toEqual([]);
    expect(await call(sql, catalog(shop), 'get_media', { media_id: media.media_id })).toMatchObject({
      collections: [{ collection_id: expect.any(String), name: 'Gifts' }],
    });
    await update(media.media_id, 'Ten gifts');
    expect(await collections()).toEqual([{ image_src: media.src, image_alt: 'Ten gifts' }]);
    await expectRefusal(sql, () => remove(media.media_id), { status: 409, reason: 'media_in_use' });
    await remove(media.media_id, true);
    expect(await collections()).toEqual([{ image_src: null, image_alt: null }]);
  });

  test.each(['category', 'collection'] as const)(
    'of a %s makes an open form stale, as a new alt text does; the form cannot restore a deleted picture',
    async (kind) => {
      const { src, media_id } = await addPicture(sql, shop);
      const foreign = await addPicture(sql, await openShop(sql));
      const write = (facts: object) =>
        call<Record<string, unknown>>(sql, catalog(shop), `save_${kind}`, {
          [kind]: { shop: shop.slug, name: randomUUID(), image_src: src, image_alt: 'Former', ...facts },
        });
      const id = `${kind}_id`;
      const saved = await write({});
      const save = (version: number, facts: object = {}) => write({ [id]: saved[id], version, ...facts });
      const stale = { status: 409, reason: `${kind}_changed` };
      await update(media_id, 'New');
      await expectRefusal(sql, () => save(1), stale);
      await remove(media_id, true);
      await expectRefusal(sql, () => save(2), stale);
      const unknown = { status: 404, reason: 'unknown_media', field: 'image_src' };
      for (const image_src of [src, foreign.src]) {
        await expectRefusal(sql, () => save(3, { image_src }), unknown);
        await expectRefusal(sql, () => write({ image_src }), unknown);
      }
      // as in the demo shops, whose pictures are files of this site
      const address = '/demo/hats.webp';
      await sql`update ${sql(kind === 'category' ? 'categories' : 'collections')} set image_src = ${address}
        where id = ${saved[id] as string}`;
      expect(await save(3, { image_src: address }), 'an unchanged address').toMatchObject({ version: 4 });
    },
  );

  test.each(['category', 'collection'] as const)(
    'while a colleague saves a %s with it: the second of the two is refused',
    async (kind) => {
      for (const swap of [false, true]) {
        const { src, media_id } = await addPicture(sql, shop);
        const facts = { shop: shop.slug, name: randomUUID(), image_src: src };
        const calls = [
          () => call(sql, catalog(shop), `save_${kind}`, { [kind]: facts }).then(() => 'saved'),
          () => remove(media_id).then(() => 'removed'),
        ];
        const gate = `select from media where id = '${media_id}' for update`;
        const { answers, reasons } = split(await behindGate(sql, gate, swap ? calls.toReversed() : calls));
        expect(answers).toEqual([swap ? 'removed' : 'saved']);
        expect(reasons).toEqual([swap ? 'unknown_media' : 'media_in_use']);
      }
    },
  );

  test('keeps its files if an order shows it', async () => {
    const media = await addPicture(sql, shop);
    const id = await productWith(shop, [media]);
    const { variants } = await read(shop, id);
    await sql`update variants set is_tracked = false where product_id = ${id}`;
    await placeOrder(sql, shop, [[variants[0]?.variant_id ?? '', 1]]);
    expect(await remove(media.media_id, true)).toEqual({ src: media.src, is_ordered: true });
  });

  test('while a colleague adds it to a product: the second of the two is refused', async () => {
    for (const swap of [false, true]) {
      const media = await addPicture(sql, shop);
      const id = await productWith(shop, []);
      const product = await read(shop, id);
      const calls = [
        () => save(shop, { ...product, images: [{ media_id: media.media_id }] }).then(() => 'saved'),
        () => remove(media.media_id).then(() => 'removed'),
      ];
      const gate = `select from media where id = '${media.media_id}' for update`;
      const { answers, reasons } = split(await behindGate(sql, gate, swap ? calls.toReversed() : calls));
      expect(answers).toEqual([swap ? 'removed' : 'saved']);
      expect(reasons).toEqual([swap ? 'unknown_media' : 'media_in_use']);
      expect(await imagesOf(shop, id)).toHaveLength(swap ? 0 : 1);
    }
  });

  test('edits, saves and removals at the same time do not deadlock, and products match the library', async () => {
    const pictures = await Promise.all(times(3, () => addPicture(sql, shop)));
    const ids = await Promise.all(times(3, () => productWith(shop, pictures)));
    const saves = ids.map((id) => async () => {
      const product = await read(shop, id);
      return save(shop, { ...product, images: (product.images as Image[]).toReversed() });
    });
    const changes = pictures.flatMap(({ media_id }, index) => [
      () => update(media_id, `Text ${index}`, [0.1, 0.9]),
      () => (index === 0 ? remove(media_id, true) : update(media_id, `Text ${index}`, [0.2, 0.8])),
    ]);
    split(await Promise.allSettled([...saves, ...changes, ...saves].map((start) => start())));
    const stale = await sql`select from product_images as images join media on media.id = images.media_id
      where images.product_id = any (${ids}) and (images.alt <> media.alt or images.focal_x <> media.focal_x)`;
    expect(stale).toHaveLength(0);
  });
});
