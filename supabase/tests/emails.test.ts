import { randomUUID } from 'node:crypto';
import { addressParser } from 'postal-mime';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';
import { call, person, server, visitor } from './caller.ts';
import { startApi, testDatabase } from './database.ts';
import { openShop, paidOrder, placeOrder, type Shop } from './fixtures.ts';

const { sql, url } = await testDatabase();
const api = await startApi(url);

type Email = { from: string; to: string; html: string };
const emails: Email[] = [];
const mailer = await scriptedServer((response, { body }) => {
  emails.push(JSON.parse(body));
  answerJson(response, 200, { id: randomUUID() });
});
afterAll(() => mailer.close());

Object.assign(process.env, {
  SITE_URL: 'https://kedai.example:8443',
  SUPABASE_URL: api.url,
  SUPABASE_PUBLISHABLE_KEY: api.publishableKey,
  SUPABASE_SECRET_KEY: api.secretKey,
  PAYSTACK_SECRET_KEY: 'sk_test_emails',
  CRON_SECRET: 'a-secret-of-the-tests',
  CLIENT_ADDRESS_SECRET: '0'.repeat(32),
  PAYOUT_ENCRYPTION_KEY: '0'.repeat(64),
  RESEND_API_KEY: 're_tests',
  RESEND_BASE_URL: mailer.url,
  MAIL_FROM: 'orders@kedai.example',
  DEFAULT_SHOP: 'the-default',
});
const { sendNotifications } = await import('@/lib/notifications/send');

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await sql`update notification_queue set sent_at = now()`;
  emails.length = 0;
});

const transferAt = (shop: Shop<'serum'>) =>
  placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer' });
const hostsOf = ({ html }: Email) =>
  [...html.matchAll(/href="(https:\/\/[^/"]+)\/orders\//g)].map(([, host]) => host);
const queued = async () => {
  const [row] = await sql`select sent_at, dead_at, attempts, last_error, next_attempt_at > now() as is_later
    from notification_queue order by created_at desc limit 1`;
  return row;
};
const doctor = async (check: string, default_shop: string | null = null) => {
  const [row] = await sql`select ok, details from doctor(${default_shop}) where "check" = ${check}`;
  return row;
};

test('orders of an unpublished shop still send all of their emails', async () => {
  const shop = await openShop(sql);
  const order = await transferAt(shop);
  const paid = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  await sql`update shops set published_at = null where id = ${shop.id}`;
  await sql`update shop_settings set separation_of_duties = false where shop_id = ${shop.id}`;
  await call(sql, person(shop.staff.owner), 'cancel_order', { order_id: order.order_id, reason: 'Closed' });
  for (const to_state of ['processing', 'ready_for_shipment', 'shipped']) {
    await call(sql, person(shop.staff.admin), 'update_order_status', {
      ...{ order_id: paid.order_id, to_state, details: { carrier: 'GIG', tracking_number: 'T-1' } },
    });
  }
  const { done, failed } = await sendNotifications(20);
  expect({ done, failed }).toEqual({ done: emails.length, failed: 0 });
  expect(emails.length).toBeGreaterThanOrEqual(3);
  expect(emails.flatMap(hostsOf)).toEqual(emails.map(() => `https://${shop.slug}.example:8443`));
});

test.each(['Ìtànná', 'Beauty, Lagos', 'The "Best" <shop@evil.example>; of $& all', 'Two\r\nlines: Bcc'])(
  'emails of a shop named %j have its name and the sender address of the deployment',
  async (name) => {
    const shop = await openShop(sql);
    await sql`update shops set name = ${name} where id = ${shop.id}`;
    await transferAt(shop);
    await sendNotifications(5);
    expect(emails.map(({ from }) => addressParser(from))).toEqual([
      [{ name: name.replace(/\s+/g, ' '), address: 'orders@kedai.example' }],
    ]);
  },
);

test('links lead to the primary domain, or else to the oldest one', async () => {
  const shop = await openShop(sql);
  const hostsOfLinks = async () => {
    await transferAt(shop);
    await sendNotifications(5);
    return emails.splice(0).flatMap(hostsOf);
  };
  const host = (name: string) => `${name}.${shop.slug}.example`;
  await sql`insert into shop_domains (host, shop_id) values (${host('a')}, ${shop.id}), (${host('z')}, ${shop.id})`;
  expect(await hostsOfLinks()).toEqual([`https://${shop.slug}.example:8443`]);
  await sql`update shop_domains set is_primary = true where host = ${host('z')}`;
  expect(await hostsOfLinks()).toEqual([`https://${host('z')}:8443`]);
  await expect(sql`update shop_domains set is_primary = true where host = ${host('a')}`).rejects.toThrow(
    'shop_domains_primary_idx',
  );
  await sql`delete from shop_domains where host = ${host('z')}`;
  expect(await hostsOfLinks()).toEqual([`https://${shop.slug}.example:8443`]);
});

test('without a domain only the default shop uses the host of the deployment', async () => {
  const shop = await openShop(sql);
  await sql`delete from shop_domains where shop_id = ${shop.id}`;
  await sql`update shops set slug = 'the-default' where id = ${shop.id}`;
  await transferAt(shop);
  expect(await sendNotifications(5)).toEqual({ done: 1, failed: 0 });
  expect(emails.flatMap(hostsOf)).toEqual(['https://kedai.example:8443']);
  expect(await doctor('links_lead_to_the_shop', 'the-default')).toMatchObject({ ok: true });
  expect(await doctor('links_lead_to_the_shop')).toMatchObject({
    ok: false,
    details: 'the-default has no domain',
  });
  await sql`update shops set slug = ${shop.slug} where id = ${shop.id}`;
  await sql`insert into shop_domains (host, shop_id) values (${`${shop.slug}.example`}, ${shop.id})`;
});

test('emails of a shop without a domain wait, are never abandoned, and are reported by the doctor', async () => {
  const shop = await openShop(sql);
  const other = await openShop(sql);
  await sql`delete from shop_domains where shop_id = ${shop.id}`;
  await transferAt(shop);
  for (let run = 0; run < 10; run++) {
    expect(await sendNotifications(5)).toEqual({ done: 0, failed: 1 });
    expect(await queued()).toMatchObject({ sent_at: null, dead_at: null, attempts: 0, is_later: true });
    await sql`update notification_queue set next_attempt_at = now() where sent_at is null`;
  }
  expect(emails).toEqual([]);
  expect((await queued())?.last_error).toContain(`${shop.slug} has no domain`);
  const finding = { ok: false, details: `${shop.slug} has no domain (emails waiting: 1)` };
  expect(await doctor('links_lead_to_the_shop')).toMatchObject(finding);
  expect(await doctor('no_dead_letters')).toMatchObject({ ok: true });
  // emails of other shops are still sent
  await transferAt(other);
  expect(await sendNotifications(5)).toEqual({ done: 1, failed: 1 });
  await sql`update notification_queue set next_attempt_at = now() where sent_at is null`;
  await sql`insert into shop_domains (host, shop_id) values (${`${shop.slug}.example`}, ${shop.id})`;
  expect(await sendNotifications(5)).toEqual({ done: 1, failed: 0 });
  expect(emails.flatMap(hostsOf).at(-1)).toBe(`https://${shop.slug}.example:8443`);
  expect(await doctor('links_lead_to_the_shop')).toMatchObject({ ok: true });
});

test('emails to owners link to the admin on the host of the deployment, even without a shop domain', async () => {
  const shop = await openShop(sql);
  await sql`delete from shop_domains where shop_id = ${shop.id}`;
  await sql`select private.notify_owners(${shop.id}, 'settings_changed',
    ${sql.json({ table: 'shop_settings', method: null, label: null, old: {}, new: {} })})`;
  expect(await sendNotifications(5)).toEqual({ done: 1, failed: 0 });
  expect(emails[0]?.html).toContain(`https://kedai.example:8443/admin/${shop.slug}/settings`);
  await sql`insert into shop_domains (host, shop_id) values (${`${shop.slug}.example`}, ${shop.id})`;
});

test('the holder of an order’s key can pay and submit a proof after the shop has closed', async () => {
  const shop = await openShop(sql);
  const byTransfer = await transferAt(shop);
  const online = await placeOrder(sql, shop, [[shop.variants.serum, 1]]);
  await sql`update shops set published_at = null where id = ${shop.id}`;
  const key = ({ number, access_token }: typeof online) => ({ number, access_token });
  expect(await call(sql, visitor, 'get_order', key(online))).toMatchObject({
    can_pay: true,
    shop: shop.slug,
  });
  expect(await call(sql, visitor, 'get_order', key(byTransfer))).toMatchObject({
    transfer: { can_submit: true },
  });
  const { order_id, access_token } = online;
  expect(await call(sql, visitor, 'start_payment', { order_id, access_token })).toMatchObject({
    is_new: true,
  });
  const path = `${shop.id}/${byTransfer.order_id}/${randomUUID()}.webp`;
  await call(sql, server, 'record_proof_file', {
    ...{ order_id: byTransfer.order_id, path, sha256: 'a'.repeat(64), picture_hash: '0'.repeat(256) },
  });
  await call(sql, visitor, 'submit_payment_proof', {
    ...{ order_id: byTransfer.order_id, access_token: byTransfer.access_token },
    proof: {
      amount_minor: 450_000,
      bank: 'GTBank',
      bank_reference: 'R-1',
      paid_on: '2026-01-01',
      file_path: path,
    },
  });
  // new orders are refused
  await expect(placeOrder(sql, shop, [[shop.variants.serum, 1]])).rejects.toMatchObject({
    message: 'unknown_variant',
  });
});
