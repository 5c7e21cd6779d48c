import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, as, call, expectRefusal, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, paidOrder, rowsOf } from './fixtures.ts';
import { behindGate, cartRow, split } from './gate.ts';
import { catalog, productsOn, simple } from './products.ts';
import {
  type AskedCart,
  engravings,
  fillAskedCart,
  openAskingShop,
  orderWithAnswers,
  setLine,
} from './questions.ts';

const { sql } = await testDatabase();
const { read, save } = productsOn(sql);

const question = (label: string, overrides: Args = {}) => ({ kind: 'text', label, ...overrides });

describe('the questions of a product', () => {
  test('are saved, read and copied with it', async () => {
    const shop = await openShop(sql);
    const fields = [
      question('Engraving', { help: 'On the back', is_required: true, max_length: 20 }),
      question('Chest', { kind: 'number', min_value: 60.5, max_value: 140 }),
      question('Font', { kind: 'choice', choices: ['Serif', 'Sans'] }),
      question('Wishes', { kind: 'long_text' }),
    ];
    const { product_id } = await save(shop, simple(shop, 'Ring', { fields }));
    const stored = (await read(shop, product_id)).fields as object[];
    expect(stored).toMatchObject(fields);
    const copy = await call<{ product_id: string }>(sql, catalog(shop), 'clone_product', { product_id });
    expect((await read(shop, copy.product_id)).fields).toMatchObject(fields);
    const { fields: _, ...withoutFields } = await read(shop, product_id);
    await save(shop, withoutFields);
    expect((await read(shop, product_id)).fields, 'a save without questions keeps them').toEqual(stored);
  });

  test('keep their id when they are changed and moved', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(
      shop,
      simple(shop, 'Ring', { fields: [question('One'), question('Two'), question('Three')] }),
    );
    const product = await read(shop, product_id);
    const [one, two] = product.fields as [Args, Args];
    const fields = [{ ...two, label: 'Second' }, one, question('Fourth')];
    await save(shop, { ...product, fields });
    const saved = await read(shop, product_id);
    expect(saved.fields).toMatchObject(fields);
    await expectRefusal(sql, () => save(shop, { ...saved, fields: [one, question('Fifth'), one] }), {
      ...{ status: 422, reason: 'duplicate_field', field: 'fields' },
    });
  });

  test('lose the settings that their kind does not have', async () => {
    const shop = await openShop(sql);
    const everything = { max_length: 5, min_value: 1, max_value: 2, choices: ['A'] };
    const fields = ['text', 'number', 'choice'].map((kind) => question(kind, { kind, ...everything }));
    const { product_id } = await save(shop, simple(shop, 'Ring', { fields }));
    const nothing = { max_length: null, min_value: null, max_value: null, choices: [] };
    expect((await read(shop, product_id)).fields).toMatchObject([
      { ...nothing, max_length: 5 },
      { ...nothing, min_value: 1, max_value: 2 },
      { ...nothing, choices: ['A'] },
    ]);
  });

  test.each([
    [Array.from({ length: 11 }, (_, at) => question(`Q${at}`)), 422, 'too_many_fields'],
    [[question('Q', { field_id: randomUUID() })], 404, 'unknown_field'],
    [[question('Q', { kind: 'choice', choices: ['A', 'a'] })], 422, 'duplicate_choice'],
    [[question('Q', { kind: 'choice', choices: [] })], 422, 'invalid_product'],
    [[question('Q', { kind: 'riddle' })], 422, 'invalid_product'],
    [[question('Q', { kind: 'number', min_value: 5, max_value: 4 })], 422, 'invalid_product'],
    [[question('Q', { max_length: 0 })], 422, 'invalid_product'],
    [[question('')], 422, 'invalid_product'],
  ])('(case %#) are refused if they are invalid', async (fields, status, reason) => {
    const shop = await openShop(sql);
    await expectRefusal(sql, () => save(shop, simple(shop, 'Ring', { fields })), { status, reason });
  });

  test('of another product are neither changed nor moved', async () => {
    const shop = await openShop(sql);
    const foreign = await openAskingShop(sql);
    const stolen = [question('Mine', { field_id: foreign.fields.engraving })];
    await expectRefusal(sql, () => save(shop, simple(shop, 'Ring', { fields: stolen })), {
      reason: 'unknown_field',
    });
  });

  test('are at most ten, also for direct writes to the table', async () => {
    const { shop } = await openAskingShop(sql);
    const insert = (position: number) =>
      as(
        sql,
        catalog(shop),
        (tx) => tx`insert into product_fields (shop_id, product_id, position, kind, label)
        values (${shop.id}, ${shop.product}, ${position}, 'text', 'More')`,
      );
    await insert(10);
    await expect(insert(10)).rejects.toMatchObject({ constraint_name: 'product_fields_position_key' });
    await expect(insert(11)).rejects.toMatchObject({ constraint_name: 'product_fields_position_check' });
  });

  test('are logged with their values before and after', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, simple(shop, 'Ring', { fields: [question('Engraving')] }));
    const product = await read(shop, product_id);
    const [field] = product.fields as [Args];
    await save(shop, { ...product, fields: [{ ...field, is_required: true }] });
    await save(shop, { ...(await read(shop, product_id)), fields: [] });
    const logs = await sql`select action, old_value, new_value, note from activity_logs
      where entity_type = 'product' and entity_id = ${product_id} and action like '%product_fields' order by seq`;
    expect(logs).toMatchObject([
      { action: 'add_product_fields', new_value: { label: 'Engraving' }, note: 'Engraving' },
      { action: 'edit_product_fields', old_value: { is_required: false }, new_value: { is_required: true } },
      { action: 'delete_product_fields', old_value: { label: 'Engraving' } },
    ]);
  });
});

describe('an answer', () => {
  const answered = async (given: (fields: Record<string, string>) => unknown) => {
    const { fields, serum } = await openAskingShop(sql);
    const cart = () => setLine(sql, { variant_id: serum, quantity: 1, answers: given(fields) });
    return { fields, cart };
  };

  test('is stored with its question, without superfluous spaces and zeros', async () => {
    const { fields, cart } = await answered(({ engraving = '', font = '', size = '' }) => ({
      ...{ [size]: '0072,50', [engraving]: '  For\n Ada ', [font]: 'Sans', [randomUUID()]: 'no question' },
    }));
    expect((await cart()).lines[0]?.answers).toEqual([
      { field_id: fields.engraving, label: 'Engraving', value: 'For Ada' },
      { field_id: fields.font, label: 'Font', value: 'Sans' },
      { field_id: fields.size, label: 'Chest (cm)', value: '72.5' },
    ]);
  });

  test('to an optional question may be missing, empty or null', async () => {
    const { cart } = await answered(({ engraving = '', font = '', size = '' }) => ({
      ...{ [engraving]: 'Ada', [font]: null, [size]: ' ' },
    }));
    expect((await cart()).lines[0]?.answers).toHaveLength(1);
  });

  test.each([
    ['engraving', '  ', 'answers_missing', { label: 'Engraving' }],
    ['engraving', 'A'.repeat(13), 'answer_too_long', { label: 'Engraving', max_length: 12 }],
    ['font', 'Comic', 'answer_not_offered', { label: 'Font' }],
    ['size', 'large', 'answer_not_a_number', { label: 'Chest (cm)' }],
    ['size', '1e2', 'answer_not_a_number', {}],
    ['size', 'NaN', 'answer_not_a_number', {}],
    ['size', 59.9, 'answer_out_of_range', { label: 'Chest (cm)', min_value: 60, max_value: 140.5 }],
    ['size', '140.501', 'answer_out_of_range', {}],
  ] as const)('to %s of %j is refused, and the field is named', async (name, value, reason, details) => {
    const { fields, cart } = await answered((fields) => ({
      ...{ [fields.engraving as string]: 'Ada', [fields[name] as string]: value },
    }));
    const field = `answers.${fields[name]}`;
    expect(await expectRefusal(sql, cart, { status: 422, reason, field })).toMatchObject(details);
  });

  test.each([[[]], ['Ada'], [7], [{ x: ['a list'] }], [{ x: true }]])(
    'is refused if the answers are %j',
    async (answers) => {
      const { cart } = await answered(() => answers);
      await expectRefusal(sql, cart, { status: 422, reason: 'invalid_answers', field: 'answers' });
    },
  );

  test('is also required from callers that send no answers', async () => {
    const { serum } = await openAskingShop(sql);
    await expectRefusal(sql, () => setLine(sql, { variant_id: serum, quantity: 1 }), {
      reason: 'answers_missing',
    });
  });
});

describe('a line of a cart', () => {
  const openCartOfTwo = async () => {
    const asking = await openAskingShop(sql);
    const { engraving } = asking.fields;
    const cart = await fillAskedCart(sql, [
      [asking.serum, 1, { [engraving]: 'Ada' }],
      [asking.serum, 2, { [engraving]: 'Bola' }],
    ]);
    const set = (args: Args) => setLine(sql, { cart_token: cart.token, ...args });
    return { ...asking, engraving, cart, set, ids: cart.lines.map(({ line_id }) => line_id) };
  };

  test('is a new line for other answers, and the same line for the same answers', async () => {
    const { serum, engraving, cart, set } = await openCartOfTwo();
    expect(engravings(cart.lines)).toEqual([
      ['Ada', 1],
      ['Bola', 2],
    ]);
    const again = await set({ variant_id: serum, quantity: 4, answers: { [engraving]: ' Ada ' } });
    expect(engravings(again.lines)).toEqual([
      ['Ada', 5],
      ['Bola', 2],
    ]);
    expect(again.lines.map(({ line_id }) => line_id)).toEqual(cart.lines.map(({ line_id }) => line_id));
  });

  test('is changed and removed by its id, and keeps its answers', async () => {
    const { engraving, set, ids } = await openCartOfTwo();
    const changed = await set({ line_id: ids[1], quantity: 7, answers: { [engraving]: 'Chi' } });
    expect(engravings(changed.lines)).toEqual([
      ['Ada', 1],
      ['Bola', 7],
    ]);
    expect(engravings((await set({ line_id: ids[0], quantity: 0 })).lines)).toEqual([['Bola', 7]]);
  });

  test('is found by its variant alone if that has one line', async () => {
    const { serum, set, ids } = await openCartOfTwo();
    for (const quantity of [0, 3])
      await expectRefusal(sql, () => set({ variant_id: serum, quantity }), {
        status: 422,
        reason: 'ambiguous_line',
      });
    await set({ line_id: ids[0], quantity: 0 });
    expect(engravings((await set({ variant_id: serum, quantity: 4 })).lines)).toEqual([['Bola', 4]]);
  });

  test('of another cart is refused', async () => {
    const { serum, soap, cart, set, ids } = await openCartOfTwo();
    const other = await openCartOfTwo();
    const refusal = { status: 404, reason: 'cart_line_not_found', field: 'line_id' };
    for (const quantity of [0, 1])
      await expectRefusal(sql, () => set({ line_id: other.ids[0], quantity }), refusal);
    await expectRefusal(sql, () => set({ line_id: randomUUID(), variant_id: serum, quantity: 1 }), refusal);
    await expectRefusal(sql, () => set({ line_id: ids[0], variant_id: soap, quantity: 1 }), {
      reason: 'unknown_variant',
    });
    await expectRefusal(sql, () => setLine(sql, { line_id: ids[0], quantity: 1 }), refusal);
    expect(await call(sql, visitor, 'get_cart', { cart_token: cart.token })).toEqual(cart);
  });

  test('gets the stock that earlier lines leave', async () => {
    const { set, ids } = await openCartOfTwo();
    expect((await set({ line_id: ids[0], quantity: 9 })).lines).toMatchObject([
      { available: 10, problem: null },
      { available: 1, problem: 'insufficient_stock' },
    ]);
    expect((await set({ line_id: ids[0], quantity: 10 })).lines).toMatchObject([
      { problem: null },
      { available: 0, problem: 'sold_out' },
    ]);
    expect((await set({ line_id: ids[0], quantity: 8 })).lines).toMatchObject([
      { problem: null },
      { problem: null },
    ]);
  });

  test('has at most 999 units, however often they are added', async () => {
    const { serum, engraving, set } = await openCartOfTwo();
    const add = (quantity: number) => set({ variant_id: serum, quantity, answers: { [engraving]: 'Ada' } });
    for (const quantity of [0, 999])
      await expectRefusal(sql, () => add(quantity), { status: 422, reason: 'invalid_quantity' });
    expect(engravings((await add(998)).lines)[0]).toEqual(['Ada', 999]);
  });

  test('added twice at once is one line with both quantities', async () => {
    const { serum, engraving, cart } = await openCartOfTwo();
    const add = (engraved: string, quantity: number) => () =>
      setLine(sql, {
        cart_token: cart.token,
        variant_id: serum,
        quantity,
        answers: { [engraving]: engraved },
      });
    const { answers } = split(
      await behindGate(sql, cartRow(cart.token), [add('Chi', 1), add('Chi ', 2), add('Dami', 1)]),
    );
    expect(answers).toHaveLength(3);
    const left = await call<AskedCart>(sql, visitor, 'get_cart', { cart_token: cart.token });
    expect(engravings(left.lines)).toEqual([
      ['Ada', 1],
      ['Bola', 2],
      ['Chi', 3],
      ['Dami', 1],
    ]);
  });

  test('removed and changed at once is removed, or the change is refused', async () => {
    const { cart, set, ids } = await openCartOfTwo();
    const change = (quantity: number) => () => set({ line_id: ids[0], quantity });
    const { reasons } = split(await behindGate(sql, cartRow(cart.token), [change(0), change(5)]));
    expect(reasons).toEqual(['cart_line_not_found']);
  });

  test('cannot be ordered without the answer to a question that was added later', async () => {
    const shop = await openShop(sql);
    const cart = await fillAskedCart(sql, [[shop.variants.serum, 1, null]]);
    await sql`insert into product_fields (shop_id, product_id, position, kind, label, is_required)
      values (${shop.id}, ${shop.product}, 1, 'text', 'Engraving', true)`;
    const seen = await call<AskedCart>(sql, visitor, 'get_cart', { cart_token: cart.token });
    expect(seen.lines).toMatchObject([{ problem: 'answers_missing' }]);
    const order = () =>
      call(sql, visitor, 'create_order', {
        cart_token: cart.token,
        idempotency_key: randomUUID(),
        checkout: {
          email: 'ada@example.com',
          phone: '08031234567',
          name: 'Ada',
          shipping_rate_id: shop.rate,
          shipping_address: { line1: '12 Awolowo Road', city: 'Lagos', country: 'NG' },
          payment_method: 'paystack',
        },
      });
    expect(await expectRefusal(sql, order, { status: 409, reason: 'questions_unanswered' })).toMatchObject([
      { line_id: seen.lines[0]?.line_id, sku: 'serum' },
    ]);
  });
});

test('an order keeps questions and answers when the questions change', async () => {
  const { shop, serum, fields } = await openAskingShop(sql);
  const order = await orderWithAnswers(sql, shop, [[serum, 1, { [fields.engraving]: 'Ada' }]]);
  await sql`update product_fields set label = 'Text' where id = ${fields.engraving}`;
  await sql`delete from product_fields where id = ${fields.font}`;
  const answers = [{ field_id: fields.engraving, label: 'Engraving', value: 'Ada' }];
  const { number, access_token } = order;
  expect(await call(sql, visitor, 'get_order', { number, access_token })).toMatchObject({
    items: [{ answers }],
  });
  const queue = await call(sql, person(shop.staff.fulfiller), 'list_fulfilment', { shop: shop.slug });
  const [item] = await rowsOf(sql, 'order_items', order.order_id);
  expect(queue).toMatchObject([{ items: [{ order_item_id: item?.id, answers }] }]);
  const slips = await call(sql, person(shop.staff.fulfiller), 'list_packing_slips', {
    shop: shop.slug,
    numbers: [number],
  });
  expect(slips).toMatchObject([{ items: [{ order_item_id: item?.id, answers }] }]);
});

test('an order without questions has no answers', async () => {
  const shop = await openShop(sql);
  const order = await paidOrder(sql, shop, [[shop.variants.serum, 2]]);
  expect(await rowsOf(sql, 'order_items', order.order_id)).toMatchObject([
    { answers: [], committed_quantity: 2 },
  ]);
});
