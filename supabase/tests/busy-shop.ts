import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Caller, call, person, server, visitor } from './caller.ts';
import { emailedKey } from './emails.ts';
import {
  anyCiphertext,
  fillCart,
  type Intent,
  keyOf,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  rowsOf,
  type Shop,
  settle,
  signUp,
  waitingOrder,
  withPassword,
} from './fixtures.ts';
import { importsOn, line } from './imports.ts';
import { addPicture, upload } from './media.ts';
import { issueRefund } from './refunds.ts';
import { openAccount, randomBits, recordPicture, submitProof, transferredOrder } from './transfers.ts';

export interface BusyShop extends Shop<'serum' | 'soap' | 'voucher'> {
  /** a shopper with an account */
  ada: Caller;
  cart: string;
  /** Ada's order, waiting for payment */
  waiting: PlacedOrder;
  /** a guest's order: paid, shipped, partly refunded and disputed */
  shipped: PlacedOrder;
  /** a guest's transfer whose proof a verifier has claimed */
  proven: PlacedOrder;
  /** ids of rows that belong to these orders */
  refund: string;
  dispute: string;
  exception: string;
  event: string;
  notification: string;
  /** the shop's bank account */
  account: string;
  /** its replacement, not approved yet */
  pendingAccount: string;
  /** a credit of the account's statement */
  credit: string;
  /** a requested move of a credit to another order, not approved yet */
  move: string;
  /** an import of the catalogue that was checked and not started */
  import: string;
  /** a guest's cash-on-delivery order, shipped with GIG */
  cash: PlacedOrder;
  /** a guest's transfer with a manual refund and the bank details for it, sent through the link in an email */
  payout: PlacedOrder & { refund: string; emailed_key: string };
  /** a picture of the library, and the upload of one that is still to be added */
  media: string;
  upload: string;
}

/** A shop with a row in every table that can have one; some of the rows are not public. */
export async function openBusyShop(sql: Sql): Promise<BusyShop> {
  const shop = await openShop(sql);
  const ada = await signUp(sql, `ada@${shop.slug}.example`);
  const cart = await fillCart(sql, [[shop.variants.soap, 1]]);
  const email = `ada@${shop.slug}.example`;
  const waiting = await placeOrder(sql, shop, [[shop.variants.serum, 1]], { email }, ada);
  const shipped = await paidOrder(sql, shop, [[shop.variants.serum, 2]]);
  for (const to_state of ['processing', 'shipped']) {
    await call(sql, person(shop.staff.fulfiller), 'update_order_status', {
      order_id: shipped.order_id,
      to_state,
      details: { carrier: 'GIG', tracking_number: 'T-1' },
    });
  }
  const { intent } = await waitingOrder(sql, shop);
  await settle(sql, intent, { amount_minor: 1 });
  const started: Intent = await call(sql, visitor, 'start_payment', keyOf(waiting));
  const event: { id: string } = await call(sql, server, 'record_webhook_event', {
    gateway: 'paystack',
    dedupe_key: randomUUID(),
    event_type: 'charge.success',
    reference: started.reference,
  });
  await call(sql, server, 'record_webhook_event', {
    gateway: 'paystack',
    dedupe_key: randomUUID(),
    event_type: 'transfer.success',
  });
  await call(sql, server, 'take_rate_limit', {
    bucket: 'checkout',
    key: shop.id,
    max: 1,
    window_seconds: 60,
  });
  await call(sql, server, 'note_heartbeat', { name: 'cron' });
  const trouble = await addTrouble(sql, shop, shipped);
  const money = await addAccountAndCash(sql, shop);
  const payout = await addPayout(sql, shop);
  await addMore(sql, shop, waiting);
  const pictures = await addPictures(sql, shop);
  await call(sql, person(shop.staff.catalog), 'create_product_preview', { product_id: shop.product });
  const job = await addImport(sql, shop);
  const more = { ...trouble, ...money, payout, ...pictures, import: job };
  return { ...shop, ada, cart, waiting, shipped, event: event.id, ...more };
}

/** A refund of a line, a dispute with its exception, a claimed proof, a copy of its picture, and an email. */
async function addTrouble(sql: Sql, shop: Shop<'serum'>, shipped: PlacedOrder) {
  const finance = person(shop.staff.finance);
  const lines = [{ variant_id: shop.variants.serum, quantity: 1 }];
  const { refund_id } = await issueRefund(sql, finance, shipped.order_id, { lines });
  const dispute: { dispute_id: string } = await call(sql, visitor, 'open_dispute', {
    ...keyOf(shipped),
    reason: 'Leaks',
  });
  const proven = await placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer' });
  const bits = randomBits();
  await submitProof(sql, proven, { file_path: await recordPicture(sql, shop, proven, bits) });
  const copied = await placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer' });
  await recordPicture(sql, shop, copied, bits);
  await call(sql, person(shop.staff.verifier), 'claim_verification', { order_id: proven.order_id });
  const [exception] = await rowsOf(sql, 'money_exceptions', shipped.order_id);
  const [email] = await sql<{ id: string }[]>`
    select id from notification_queue where order_id = ${shipped.order_id} limit 1`;
  return {
    proven,
    refund: refund_id,
    dispute: dispute.dispute_id,
    exception: exception?.id as string,
    notification: email?.id as string,
  };
}

/** An account with a credit and a pending replacement, cash that was handed over, and cash to be collected. */
async function addAccountAndCash(sql: Sql, shop: Shop<'serum' | 'voucher'>) {
  const account = await openAccount(sql, shop);
  const lines = [{ booked_on: '2026-03-01', amount_minor: 5, description: 'From Ada' }];
  await call(sql, person(shop.staff.verifier), 'import_statement', { bank_account_id: account, lines });
  const [credit] = await sql<
    [{ id: string }]
  >`select id from statement_lines where bank_account_id = ${account}`;
  const [taken, cash] = [await shippedForCash(sql, shop), await shippedForCash(sql, shop)];
  const { total_minor } = taken;
  await call(sql, person(shop.staff.fulfiller), 'collect_cash', {
    order_id: taken.order_id,
    collected: { amount_minor: total_minor },
  });
  await call(sql, person(shop.staff.finance), 'count_cash', {
    ...{ shop: shop.slug, courier: 'GIG', counted_minor: total_minor, expected_minor: total_minor },
  });
  const owner = await withPassword(sql, person(shop.staff.owner));
  const { account_id: pendingAccount }: { account_id: string } = await call(sql, owner, 'save_bank_account', {
    shop_id: shop.id,
    account: { bank: 'Zenith', account_name: 'A shop', account_number: '1234567890' },
    replaces_id: account,
  });
  return { account, pendingAccount, credit: credit.id, move: await addMove(sql, shop, account), cash };
}

/** A credit confirmed for a packed order, with a request to move it to another order. */
async function addMove(sql: Sql, shop: Shop<'voucher'>, account: string): Promise<string> {
  const transfer = () =>
    placeOrder(sql, shop, [[shop.variants.voucher, 1]], { payment_method: 'bank_transfer' });
  const [wrong, right] = [await transfer(), await transfer()];
  const verifier = person(shop.staff.verifier);
  const line = { booked_on: '2026-03-03', amount_minor: wrong.total_minor, description: 'From Bola' };
  await call(sql, verifier, 'import_statement', { bank_account_id: account, lines: [line] });
  const [{ id }] = await sql<[{ id: string }]>`
    select id from statement_lines where bank_account_id = ${account} and description = 'From Bola'`;
  const picks = [{ line_id: id, order_id: wrong.order_id, names_compared: true }];
  await call(sql, verifier, 'confirm_statement_lines', { picks });
  await call(sql, person(shop.staff.fulfiller), 'update_order_status', {
    order_id: wrong.order_id,
    to_state: 'ready_for_shipment',
  });
  const { move_id } = await call<{ move_id: string }>(sql, verifier, 'reassign_statement_line', {
    ...{ line_id: id, order_id: right.order_id, reason: 'It is Bola’s' },
  });
  return move_id;
}

/** A manual refund with its bank details. */
async function addPayout(sql: Sql, shop: Shop<'voucher'>) {
  const order = await transferredOrder(sql, shop, [[shop.variants.voucher, 1]]);
  const { refund_id } = await issueRefund(sql, person(shop.staff.finance), order.order_id);
  const emailed_key = await emailedKey(sql, order);
  const { order_id } = order;
  const args = { order_id, ciphertext: anyCiphertext(), access_token: emailed_key };
  await call(sql, visitor, 'submit_payout_details', args);
  return { ...order, refund: refund_id, emailed_key };
}

/** A cash-on-delivery order, shipped with GIG. */
export async function shippedForCash(sql: Sql, shop: Shop<'serum'>, quantity = 1): Promise<PlacedOrder> {
  const order = await placeOrder(sql, shop, [[shop.variants.serum, quantity]], { payment_method: 'cod' });
  for (const to_state of ['processing', 'shipped']) {
    await call(sql, person(shop.staff.fulfiller), 'update_order_status', {
      order_id: order.order_id,
      to_state,
      details: { carrier: 'GIG', tracking_number: 'T-1' },
    });
  }
  return order;
}

/** A picture of the library, and one that is still to be added. */
async function addPictures(sql: Sql, shop: Shop) {
  const { media_id } = await addPicture(sql, shop);
  return { media: media_id, upload: await upload(sql, shop) };
}

/** An import that was checked, a picture that another import still has to fetch, and a mapping. */
async function addImport(sql: Sql, shop: Shop): Promise<string> {
  const imports = importsOn(sql);
  const pictures = [{ url: 'https://old.example/pot.jpg' }];
  await imports.apply(shop, [{ ...line('Pot', 'POT'), pictures }]);
  await call(sql, person(shop.staff.catalog), 'save_import_mapping', {
    ...{ shop: shop.slug, heads: ['Artikel', 'Preis'], columns: { sku: 0, price_minor: 1 } },
  });
  return imports.check(shop, [line('Pan', 'PAN')]);
}

/** An address, a category, a picture, and rows that the shop does not show. */
async function addMore(sql: Sql, shop: Shop, order: PlacedOrder) {
  const [hidden, unsold, id] = [randomUUID(), randomUUID(), shop.id];
  await sql.begin(async (tx) => {
    await tx`insert into categories (shop_id, slug, name) values (${id}, 'skin', 'Skin')`;
    await tx`select private.put_redirect(${id}, '/old-shop/skin', '/categories/skin')`;
    await tx`insert into shop_pictures (shop_id, src) values (${id}, ${`/${id}/code.webp`})`;
    await tx`insert into product_images (shop_id, product_id, src, alt, width, height)
      values (${id}, ${shop.product}, '/care.webp', 'A jar', 8, 8)`;
    await tx`insert into addresses (shop_id, customer_id, line1, city, country)
      select shop_id, customer_id, '3 Allen Avenue', 'Ikeja', 'NG' from orders where id = ${order.order_id}`;

    // this product was never ordered, so only the policies prevent its removal
    await tx`insert into products (id, shop_id, slug, name, published_at) values (${unsold}, ${id}, 'new', 'New', now())`;
    await tx`insert into collections (shop_id, slug, name, published_at) values (${id}, 'picks', 'Picks', now()), (${id}, 'soon', 'Soon', null)`;
    await tx`insert into collection_products (shop_id, collection_id, product_id, position)
      select shop_id, id, ${shop.product}, 1 from collections where shop_id = ${id}`;
    await tx`insert into products (id, shop_id, slug, name) values (${hidden}, ${id}, 'secret', 'Secret')`;
    await tx`insert into variants (shop_id, product_id, sku, price_minor) values (${id}, ${hidden}, 'secret', 1)`;
    await tx`insert into variants (shop_id, product_id, sku, price_minor, is_active)
      values (${id}, ${shop.product}, 'retired', 1, false)`;
    await tx`insert into product_tags (shop_id, product_id, tag) values (${id}, ${shop.product}, 'secret')`;
    await tx`insert into related_products (shop_id, product_id, related_id, position)
      values (${id}, ${shop.product}, ${unsold}, 1), (${id}, ${shop.product}, ${hidden}, 2)`;
    await tx`insert into product_fields (shop_id, product_id, position, kind, label) values
      (${id}, ${shop.product}, 1, 'text', 'Engraving'), (${id}, ${hidden}, 1, 'text', 'Secret')`;
    await tx`insert into product_images (shop_id, product_id, src, alt, width, height)
      values (${id}, ${hidden}, '/secret.webp', 'Secret', 8, 8)`;
    await tx`insert into shipping_rates (shop_id, name, price_minor, country, min_days, max_days, is_active)
      values (${id}, 'Retired', 1, 'NG', 1, 1, false)`;
    await tx`update payment_methods set is_enabled = false where shop_id = ${id} and method = 'bank_transfer'`;
  });
}
