import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Args, type Caller, call, visitor } from './caller.ts';
import {
  checkoutAt,
  createOrder,
  demoGoods,
  type Goods,
  openShop,
  type Shop,
  settle,
  startPayment,
} from './fixtures.ts';

export type Answers = Record<string, unknown> | null;
export type AskedLine = [variantId: string, quantity: number, answers: Answers];
export interface AskedCart {
  token: string;
  lines: {
    line_id: string;
    variant_id: string;
    quantity: number;
    answers: { field_id: string; label: string; value: string }[];
    available: number | null;
    problem: string | null;
  }[];
}

/** A shop whose product has a required question (engraving) and two optional ones (font and size). */
export async function openAskingShop<Name extends string = keyof typeof demoGoods>(
  sql: Sql,
  goods: Record<Name, Goods> = demoGoods as Record<string, Goods> as Record<Name, Goods>,
) {
  const shop = await openShop(sql, goods);
  const fields = { engraving: randomUUID(), font: randomUUID(), size: randomUUID() };
  const of = { shop_id: shop.id, product_id: shop.product };
  await sql`insert into product_fields ${sql(
    [
      {
        ...of,
        id: fields.engraving,
        position: 1,
        kind: 'text',
        label: 'Engraving',
        is_required: true,
        max_length: 12,
      },
      { ...of, id: fields.font, position: 2, kind: 'choice', label: 'Font', choices: ['Serif', 'Sans'] },
      {
        ...of,
        id: fields.size,
        position: 3,
        kind: 'number',
        label: 'Chest (cm)',
        min_value: 60,
        max_value: 140.5,
      },
    ].map((field) => ({
      is_required: false,
      max_length: null,
      min_value: null,
      max_value: null,
      choices: [] as string[],
      ...field,
    })),
  )}`;
  return { shop, fields, ...shop.variants };
}

/** The engraving and the quantity of each line of a cart or an order. */
export const engravings = (lines: { answers: { label: string; value: string }[]; quantity: number }[]) =>
  lines.map(({ answers, quantity }) => [
    answers.find(({ label }) => label === 'Engraving')?.value ?? null,
    quantity,
  ]);

export const setLine = (sql: Sql, args: Args, caller: Caller = visitor) =>
  call<AskedCart>(sql, caller, 'set_cart_item', args);

/** A new cart with these lines. */
export async function fillAskedCart(sql: Sql, lines: AskedLine[]): Promise<AskedCart> {
  let cart: AskedCart | null = null;
  for (const [variant_id, quantity, answers] of lines)
    cart = await setLine(sql, { cart_token: cart?.token ?? null, variant_id, quantity, answers });
  return cart as AskedCart;
}

/** Orders lines with answers, and pays the order unless `isPaid` is false. */
export async function orderWithAnswers(
  sql: Sql,
  shop: Shop<string>,
  lines: AskedLine[],
  { isPaid = true, ...overrides }: Args & { isPaid?: boolean } = {},
) {
  const cart = await fillAskedCart(sql, lines);
  const order = await createOrder(sql, cart.token, checkoutAt(shop, overrides));
  if (isPaid) await settle(sql, await startPayment(sql, order));
  return order;
}
