import { expect, test } from 'vitest';
import { call, expectRefusal, person, refusalOf, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, type Shop } from './fixtures.ts';
import { behindGate, shelfOf } from './gate.ts';
import { importsOn, line } from './imports.ts';
import { catalog, productsOn, simple } from './products.ts';

const { sql } = await testDatabase();
const { read, save } = productsOn(sql);
const imports = importsOn(sql);

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => line(`Product ${index}`, `P-${index}`, { on_hand: 2 }));

test('the page and cron process each product once, even if both take a batch at the same moment', async () => {
  const shop = await openShop(sql);
  const id = await imports.check(shop, many(40));
  await imports.start(shop, id);
  const drive = async (caller: Parameters<typeof call>[1]) => {
    let busy = 0;
    for (;;) {
      const batch = await call<{ state: string; is_busy: boolean }>(sql, caller, 'run_import_batch', {
        ...{ import_id: id, max_lines: 5 },
      });
      if (batch.is_busy) busy++;
      if (batch.state === 'done') return busy;
    }
  };
  const busy = await Promise.all([
    drive(server),
    drive(catalog(shop)),
    drive(person(shop.staff.owner)),
    drive(server),
  ]);
  expect(busy.reduce((sum, times) => sum + times, 0)).toBeGreaterThan(0);
  expect(await imports.get(shop, id)).toMatchObject({ state: 'done', counts: { created: 40, failed: 0 } });
  const [made] = await sql`select count(*)::int as variants, count(distinct sku)::int as skus from variants
    where shop_id = ${shop.id} and sku like 'P-%'`;
  expect(made).toEqual({ variants: 40, skus: 40 });
  const [moved] =
    await sql`select count(*)::int, sum(on_hand_delta)::int from stock_movements where shop_id = ${shop.id} and reason = 'import'`;
  expect(moved).toEqual({ count: 40, sum: 80 });
});

test('a batch that is interrupted has no effect, and is repeated', async () => {
  const shop = await openShop(sql);
  const id = await imports.check(shop, many(6));
  await imports.start(shop, id);
  await sql
    .begin(async (tx) => {
      await tx`select run_import_batch(${id})`;
      throw new Error('the function was ended');
    })
    .catch(() => null);
  expect(await imports.get(shop, id)).toMatchObject({ state: 'running', counts: { created: 0 } });
  expect(await imports.run(id)).toBe('done');
  expect(await imports.get(shop, id)).toMatchObject({ counts: { created: 6 } });
});

test('an unexpected error leaves out its product, and a temporary one fails the batch, which is run again', async () => {
  const shop = await openShop(sql);
  await sql.unsafe(`create function private.fail() returns trigger language plpgsql as $$
    begin raise exception using errcode = split_part(new.name, ' ', 2), message = 'wrong'; end $$;
    create trigger fail before insert on products for each row when (new.name like 'Fails %') execute function private.fail()`);
  const products = (code: string) => [line('One', 'ONE'), line(`Fails ${code}`, 'BAD'), line('Two', 'TWO')];
  const id = await imports.apply(shop, products('54000'));
  expect(await imports.get(shop, id)).toMatchObject({ state: 'done', counts: { created: 2, failed: 1 } });
  expect(await imports.rows(shop, id, 'failed')).toMatchObject([
    { position: 2, errors: [{ line: 3, reason: 'unexpected_error' }] },
  ]);

  const other = await imports.create(shop);
  await imports.save(shop, other, products('40P01'));
  await expect(imports.run(other)).rejects.toMatchObject({ code: '40P01' });
  expect(await imports.get(shop, other)).toMatchObject({ state: 'checking', counts: { failed: 0 } });
  await sql.unsafe('drop trigger fail on products');
  expect(await imports.run(other)).toBe('checked');
});

test('each shop has at most one import under way at a time', async () => {
  const [shop, other] = [await openShop(sql), await openShop(sql)];
  const [one, two] = [await imports.check(shop, many(1)), await imports.check(shop, many(1))];
  const foreign = await imports.check(other, many(1));
  const started = await Promise.all(
    [one, two].map((id) =>
      imports.start(shop, id).then(
        () => 'started',
        (error) => refusalOf(error).reason,
      ),
    ),
  );
  expect(started.sort()).toEqual(['import_running', 'started']);
  await imports.start(other, foreign);
  const [running] = await sql<
    { id: string }[]
  >`select id from import_jobs where shop_id = ${shop.id} and state = 'running'`;
  await imports.run(running?.id ?? '');
  await imports.start(shop, running?.id === one ? two : one);
  await expectRefusal(sql, () => call(sql, catalog(shop), 'undo_import', { import_id: running?.id }), {
    status: 409,
    reason: 'import_running',
  });
});

test('an import that is started twice at the same time starts once', async () => {
  const shop = await openShop(sql);
  const id = await imports.check(shop, many(3));
  const answers = await Promise.allSettled([imports.start(shop, id), imports.start(shop, id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('an import, orders and edits of the same products at the same time lose nothing', async () => {
  const shop = await openShop(sql);
  const facts = (price_minor: number) =>
    ['serum', 'soap', 'voucher'].map((sku, index) => ({
      variants: [{ line: index + 2, sku, price_minor, on_hand: sku === 'voucher' ? 0 : 40 }],
    }));
  const id = await imports.check(shop, facts(777));
  await imports.start(shop, id);
  const order = () =>
    placeOrder(
      sql,
      shop,
      [
        [shop.variants.soap, 1],
        [shop.variants.serum, 1],
      ],
      { payment_method: 'cod' },
    );
  const edit = async () => {
    const open = await read(shop, shop.product);
    return save(shop, { ...open, summary: 'Edited' }).catch((error) => refusalOf(error).reason);
  };
  const results = await Promise.allSettled([imports.run(id), order(), order(), edit(), order(), edit()]);
  expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(await imports.get(shop, id)).toMatchObject({ state: 'done', counts: { failed: 0 } });
  const stock =
    await sql`select sku, on_hand, committed from inventory join variants on variants.id = variant_id
    where variants.shop_id = ${shop.id} and sku <> 'voucher' order by sku`;
  expect(stock.map((row) => ({ ...row }))).toEqual([
    { sku: 'serum', on_hand: 40, committed: 3 },
    { sku: 'soap', on_hand: 40, committed: 3 },
  ]);
  const product = await read(shop, shop.product);
  expect(product.variants.map(({ price_minor }) => price_minor)).toEqual([777, 777, 777]);
});

/** Packs an order of two serums; returns a function that ships it. */
async function packed(shop: Shop<'serum'>) {
  const { order_id } = await placeOrder(sql, shop, [[shop.variants.serum, 2]], { payment_method: 'cod' });
  const move = (to_state: string, details: object) =>
    call(sql, person(shop.staff.fulfiller), 'update_order_status', { order_id, to_state, details });
  await move('processing', {});
  return () => move('shipped', { carrier: 'GIG', tracking_number: 'T-1' });
}
const onHand = async (shop: Shop<'serum'>) =>
  (await sql`select on_hand from inventory where variant_id = ${shop.variants.serum}`)[0]?.on_hand;

test('undoing an import that changed no stock does not bring back units shipped in the meantime', async () => {
  const shop = await openShop(sql);
  const ship = await packed(shop);
  const id = await imports.check(shop, [{ tags: ['new'], variants: [{ line: 2, sku: 'serum' }] }]);
  await imports.start(shop, id);
  // the import waits here, between reading the product and changing it
  const lock = `select pg_advisory_xact_lock(hashtextextended('${shop.id}:collections', 0))`;
  const results = await behindGate(sql, lock, [() => imports.run(id), ship]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await imports.undo(shop, id)).toMatchObject([{ outcome: 'undone' }]);
  expect(await onHand(shop)).toBe(8);
});

test('an undo removes the units that the import added, whatever is shipped at the same moment', async () => {
  const shop = await openShop(sql);
  const ship = await packed(shop);
  const id = await imports.apply(shop, [{ variants: [{ line: 2, sku: 'serum', on_hand: 20 }] }]);
  await call(sql, catalog(shop), 'undo_import', { import_id: id });
  const results = await behindGate(sql, shelfOf(shop), [ship, () => imports.run(id)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await onHand(shop)).toBe(8);
});

test('a batch first locks all of its products: found by SKU, by handle or by name', async () => {
  const shop = await openShop(sql);
  const bySku = await save(
    shop,
    simple(shop, 'Hat', { variants: [{ sku: 'HAT', options: [], price_minor: 1 }] }),
  );
  const [byHandle, byName] = [
    await save(shop, simple(shop, 'Belt')),
    await save(shop, simple(shop, 'Scarf')),
  ];
  const variants = [{ line: 2, sku: null, price_minor: 2 }];
  const id = await imports.check(shop, [
    line('Cap', 'HAT'),
    { handle: 'belt', variants },
    { name: 'Scarf', variants },
  ]);
  const [locked] = await sql<{ ids: string[] }[]>`
    select private.lock_import_batch(jobs, array[1, 2, 3]) as ids from import_jobs as jobs where id = ${id}`;
  expect(locked?.ids.sort()).toEqual([bySku, byHandle, byName].map(({ product_id }) => product_id).sort());
});
