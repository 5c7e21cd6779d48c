import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, hostUrl, setting, sql, test } from './fixtures';
import { type PlacedOrder, rpc } from './orders';
import { pages } from './routes';
import { ownShop } from './shop';
import { openAs, rpcAs, url } from './staff';

/**
 * No text that people enter makes a page scroll horizontally, at normal or double text size. Tests all pages in a shop where every
 * text has the maximum length and no line break opportunity. Add each new page to the list below.
 */
test.use({ viewport: { width: 360, height: 800 } });

/** `Wxxxx…`: one word with this number of letters. */
const word = (length: number) => `W${'x'.repeat(length - 1)}`;
/** A long URL, as copied from a map. */
const link = (length: number) => `https://maps.app.goo.gl/${'9aZ'.repeat(200)}`.slice(0, length);
const email = () =>
  `${randomUUID().replaceAll('-', '')}${'e'.repeat(32)}@${'m'.repeat(63)}.${'n'.repeat(63)}.example`;
const secret = () => setting('SUPABASE_SECRET_KEY');

/** `preview`: the token of a preview link; the other values, except `slug` and `host`, are ids */
type LongShop = Record<
  'id' | 'slug' | 'host' | 'product' | 'preview' | 'collection' | 'variant' | 'rate' | 'account' | 'job',
  string
>;

async function createLongShop(): Promise<LongShop> {
  const slug = `${'long'.repeat(7)}-${randomUUID().slice(0, 8)}`;
  const host = `${slug}.localhost`;
  const picture = '/demo/itanna/zobo-glow-serum.webp';
  return sql().begin(async (tx) => {
    const [{ id = '' } = {}] = await tx<{ id: string }[]>`insert into shops ${tx({
      ...{ slug, name: word(80), tagline: word(160), announcement: word(160), description: word(2000) },
      ...{
        currency: 'NGN',
        country: 'GH',
        locale: 'en-NG',
        contact_email: email(),
        contact_phone: '+2348031234567'.repeat(3),
      },
      theme: tx.json({
        ...{
          accent: '#8a3b22',
          hero_title: word(80),
          hero_text: link(200),
          story_title: word(80),
          story_text: word(300),
        },
        hero_image_alt: '',
      }),
      published_at: new Date(),
    })} returning id`;
    await tx`insert into shop_domains (host, shop_id, is_primary) values (${host}, ${id}, true)`;
    await tx`insert into staff (shop_id, user_id, role) select ${id}, user_id, 'owner' from staff
      join shops on shops.id = shop_id where slug = ${ownShop()} and role = 'owner'`;
    for (const [method, policy, lock] of [
      ['paystack', 'lock_then_deduct', '30 minutes'],
      ['bank_transfer', 'lock_until_verified', '2 hours'],
      ['cod', 'deduct_now', null],
    ])
      await tx`insert into payment_methods (shop_id, method, stock_policy, lock_for, label, description)
        values (${id}, ${method ?? ''}, ${policy ?? ''}, ${lock ?? null}, ${word(60)}, ${link(300)})`;
    const [account] =
      await tx`insert into bank_accounts (shop_id, bank, account_name, account_number, instructions)
      values (${id}, ${word(60)}, ${word(100)}, '0987654321', ${link(300)}) returning id`;
    const [rate] =
      await tx`insert into shipping_rates (shop_id, name, description, price_minor, country, min_days, max_days, free_from_minor)
      values (${id}, ${word(80)}, ${word(200)}, 1234567, 'GH', 0, 30, 9999999999) returning id`;
    const categories = await tx`insert into categories (shop_id, slug, name, description, position)
      select ${id}, 'long-' || i, ${word(80)}, ${word(500)}, i from generate_series(1, 4) i returning id`;
    await tx`update categories set parent_id = ${categories[0]?.id} where id = ${categories[1]?.id}`;
    await tx`select private.put_redirect(${id}, ${`/${word(400)}`}, ${`/${word(300)}`})`;
    const products =
      await tx`insert into products (shop_id, category_id, slug, name, summary, description, details, is_featured, published_at)
      select ${id}, ${categories[0]?.id}, 'long-' || i, ${word(120)}, ${word(200)}, ${link(600)},
        ${tx.json([{ title: word(120), body: link(600) }])}, true, now() from generate_series(1, 25) i returning id`;
    await tx`update shop_settings set cash_link_above_minor = null, max_unpaid_orders = null where shop_id = ${id}`;
    let variant = '';
    for (const product of products) {
      const choices = [1, 2].map((i) => `${word(58)}${i}`);
      await tx`insert into product_options (shop_id, product_id, position, name, choices)
        values (${id}, ${product.id}, 1, ${word(40)}, ${choices})`;
      const rows =
        await tx`insert into variants (shop_id, product_id, sku, options, price_minor, compare_at_minor, is_tracked)
        select ${id}, ${product.id}, ${word(40)} || i || ${randomUUID().slice(0, 8)}, array[${word(58)} || i], 123456789, 234567890, false
        from generate_series(1, 2) i returning id`;
      variant ||= rows[0]?.id;
      await tx`insert into product_images (shop_id, product_id, src, alt, width, height, position)
        select ${id}, ${product.id}, ${picture}, ${word(200)}, 1200, 1500, i from generate_series(1, 2) i`;
    }
    const [collection] =
      await tx`insert into collections (shop_id, slug, name, description, image_src, published_at)
      values (${id}, 'long', ${word(80)}, ${word(500)}, ${picture}, now()) returning id`;
    await tx`insert into collection_products (shop_id, collection_id, product_id, position)
      select ${id}, ${collection?.id}, id, position from products where shop_id = ${id}`;
    const preview = randomUUID();
    await tx`insert into product_previews (token_hash, shop_id, product_id)
      values (sha256(convert_to(${preview}, 'UTF8')), ${id}, ${products[0]?.id})`;
    const [job] = await tx`insert into import_jobs (shop_id, file_name, format, state)
      values (${id}, ${word(200)}, 'kedai', 'checked') returning id`;
    const errors = tx.json([
      { line: 2, field: 'sku', reason: 'sku_rewritten', details: { value: word(60) } },
    ]);
    const parsed = tx.json({ name: word(120), variants: [] });
    await tx`insert into import_rows (shop_id, import_id, position, lines, key, parsed, is_readable, errors, check_outcome)
      values (${id}, ${job?.id}, 1, '{2}', ${word(120)}, ${parsed}, false, ${errors}, 'failed')`;
    const made = { product: products[0]?.id, preview, collection: collection?.id, job: job?.id };
    return { id, slug, host, ...made, variant, rate: rate?.id, account: account?.id };
  });
}

async function place(
  shop: LongShop,
  payment_method: 'paystack' | 'bank_transfer' | 'cod',
): Promise<PlacedOrder> {
  const { token } = (await rpc('set_cart_item', { variant_id: shop.variant, quantity: 9 })) as {
    token: string;
  };
  const address = email();
  const shipping_address = {
    line1: link(200),
    line2: word(200),
    landmark: link(200),
    city: word(100),
    region: word(100),
  };
  const order = await rpc('create_order', {
    ...{ cart_token: token, idempotency_key: randomUUID() },
    checkout: {
      ...{ email: address, phone: '+233241234567', name: word(120), note: link(500), payment_method },
      shipping_rate_id: shop.rate,
      shipping_address: { ...shipping_address, postcode: word(20), country: 'GH' },
    },
  });
  return { ...(order as PlacedOrder), email: address, phone: '+233241234567' };
}

const move = (order: PlacedOrder, to_state: string, details: object = {}) =>
  rpcAs('owner', 'update_order_status', { order_id: order.order_id, to_state, details });

/** Orders in the states with the most content, such as unpaid, being checked, shipped, disputed, overpaid and cancelled. */
async function placeOrders(shop: LongShop): Promise<PlacedOrder[]> {
  const unpaid = await place(shop, 'paystack');
  const withoutProof = await place(shop, 'bank_transfer');
  const withProof = await place(shop, 'bank_transfer');
  const { order_id, access_token, total_minor } = withProof;
  const proof = {
    amount_minor: total_minor,
    bank: word(100),
    bank_reference: word(100),
    paid_on: '2026-01-05',
  };
  await rpc('submit_payment_proof', { order_id, access_token, proof });

  const packed = await place(shop, 'cod');
  await rpcAs('owner', 'add_order_log', { order_id: packed.order_id, note: link(600) });
  const sent = await place(shop, 'cod');
  for (const state of ['processing', 'ready_for_shipment']) await move(sent, state);
  const parcel = { carrier: word(80), tracking_number: word(80), tracking_url: link(500) };
  await move(sent, 'shipped', parcel);
  const collected = { amount_minor: sent.total_minor, courier: word(80) };
  await rpcAs('owner', 'collect_cash', { order_id: sent.order_id, collected });
  await rpc('open_dispute', { order_id: sent.order_id, access_token: sent.access_token, reason: link(500) });

  const paid = await place(shop, 'paystack');
  const { reference } = (await rpc('start_payment', {
    ...{ order_id: paid.order_id, access_token: paid.access_token },
  })) as { reference: string };
  const payment = {
    transaction_id: word(60) + randomUUID(),
    amount_minor: paid.total_minor + 1_00,
    currency: 'NGN',
    mode: 'test',
  };
  await rpc(
    'settle_payment',
    { gateway: 'paystack', reference, payment: { ...payment, channel: 'card' } },
    secret(),
  );
  const refund = {
    order_id: paid.order_id,
    amount_minor: 5_00,
    reason: word(300),
    idempotency_key: randomUUID(),
  };
  await rpcAs('owner', 'issue_refund', refund);

  const cancelled = await place(shop, 'cod');
  await rpcAs('owner', 'cancel_order', { order_id: cancelled.order_id, reason: link(500) });
  const held = await place(shop, 'cod');
  await move(held, 'hold', { reason: word(200) });

  await rpcAs('owner', 'import_statement', {
    bank_account_id: shop.account,
    lines: [
      { booked_on: '2026-01-05', amount_minor: total_minor, description: word(300), reference: word(100) },
    ],
  });
  const event = (await rpc(
    'record_webhook_event',
    { gateway: 'paystack', dedupe_key: randomUUID(), event_type: word(80), reference, payload: {} },
    secret(),
  )) as { id: string };
  await sql()`update webhook_events set dead_at = now(), attempts = 12, last_error = ${link(600)} where id = ${event.id}`;
  return [unpaid, withoutProof, withProof, packed, sent, paid, cancelled, held];
}

/** The elements beyond the right edge of the window; empty when the page is not wider than the window. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isClipped = (element: Element): boolean => {
      const { parentElement } = element;
      if (!parentElement || parentElement === document.body) return false;
      return getComputedStyle(parentElement).overflowX !== 'visible' || isClipped(parentElement);
    };
    const beyond = [...document.body.querySelectorAll('*')].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > clientWidth + 0.5 && !isClipped(element);
    });
    // Elements whose text cannot wrap are the likeliest cause; others are often only pushed out by them.
    const cannotWrap = (element: Element) =>
      getComputedStyle(element).whiteSpaceCollapse !== 'collapse' ||
      getComputedStyle(element).textWrapMode === 'nowrap';
    const causes = beyond
      .filter((element) => !beyond.some((other) => other !== element && element.contains(other)))
      .sort((one, other) => Number(cannotWrap(other)) - Number(cannotWrap(one)))
      .map((element) => {
        const words = `${(element.textContent ?? '').slice(0, 30)} → ${Math.round(element.getBoundingClientRect().right)} px`;
        return `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${words}`;
      });
    return [`${scrollWidth} px wide`, ...causes];
  });
}

/** Opens the page, expands its collapsed sections, and adds its overflow to `failures`, at normal and double text size. */
async function check(page: Page, address: string, failures: string[]) {
  await page.goto(address);
  await expect(page.locator('main :is(h1, h2)').first(), address).toBeVisible();
  await expect(page.locator('main .shimmer'), `${address} is fully loaded`).toHaveCount(0);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  for (const size of ['100%', '200%']) {
    await page.evaluate((fontSize) => Object.assign(document.documentElement.style, { fontSize }), size);
    const found = await overflow(page);
    if (found.length > 0)
      failures.push(`${new URL(address).pathname} at ${size}:\n  ${found.slice(0, 6).join('\n  ')}`);
  }
}

test.describe('on a 360 px screen, long unbroken text and double text size', () => {
  let shop: LongShop;
  let orders: PlacedOrder[];
  test.beforeAll(async () => {
    shop = await createLongShop();
    orders = await placeOrders(shop);
  });
  // Other tests expect that the owner works in two shops only.
  test.afterAll(async () => {
    await sql()`delete from staff where shop_id = ${shop.id}`;
  });

  const store = (path: string) => hostUrl(shop.host, path);
  const admin = (path: string) => url(`/admin/${shop.slug}${path}`);
  /** URLs of every page, by route. */
  const addresses = (numbers: string[]): Record<string, string[]> => ({
    '/[shop]/[locale]': [store('/'), store('/nothing/at/all'), store('/orders/7K3M-Q2XD')],
    '/[shop]/[locale]/products': [store('/products')],
    '/[shop]/[locale]/products/page/[page]': [store('/products/page/2')],
    '/[shop]/[locale]/categories/[slug]': [store('/categories/long-1')],
    '/[shop]/[locale]/categories/[slug]/page/[page]': [store('/categories/long-1/page/2')],
    '/[shop]/[locale]/collections/[slug]': [store('/collections/long')],
    '/[shop]/[locale]/collections/[slug]/page/[page]': [store('/collections/long/page/2')],
    '/[shop]/[locale]/products/[slug]': [store('/products/long-1')],
    '/[shop]/[locale]/cart': [store('/cart')],
    '/[shop]/[locale]/checkout': [store('/checkout')],
    '/[shop]/[locale]/orders': [store('/orders')],
    '/[shop]/[locale]/orders/[number]': numbers.map((number) => store(`/orders/${number}`)),
    '/[shop]/[locale]/previews/[token]': [store(`/previews/${shop.preview}`), store('/previews/nothing')],
    '/[shop]/[locale]/updated': [store('/updated')],
    '/sign-in': [url('/sign-in')],
    '/admin': [url('/admin')],
    '/admin/[...missing]': [admin('/nothing/at/all')],
    '/admin/[shop]/orders': [admin('/orders')],
    '/admin/[shop]/orders/[number]': numbers.map((number) => admin(`/orders/${number}`)),
    '/admin/[shop]/fulfilment': [admin('/fulfilment'), admin('/fulfilment?stage=on_the_way')],
    '/admin/[shop]/fulfilment/pick-list': [admin(`/fulfilment/pick-list?orders=${numbers[3]}`)],
    '/admin/[shop]/fulfilment/slips': [admin(`/fulfilment/slips?orders=${numbers[3]}`)],
    '/admin/[shop]/money': [admin('/money')],
    '/admin/[shop]/money/cash': [admin('/money/cash')],
    '/admin/[shop]/money/health': [admin('/money/health')],
    '/admin/[shop]/money/inbox': [admin('/money/inbox'), admin('/money/inbox?view=dead')],
    '/admin/[shop]/money/refunds': [admin('/money/refunds')],
    '/admin/[shop]/products/[product]': [admin(`/products/${shop.product}`)],
    '/admin/[shop]/products/new': [admin('/products/new')],
    '/admin/[shop]/profile': [admin('/profile')],
    '/admin/[shop]/products/media': [admin('/products/media')],
    '/admin/[shop]/products/imports': [admin('/products/imports')],
    '/admin/[shop]/products/imports/[import]': [admin(`/products/imports/${shop.job}`)],
    '/admin/[shop]/products/stock': [admin('/products/stock'), admin('/products/stock?view=low')],
    '/admin/[shop]/products/stock/[variant]': [admin(`/products/stock/${shop.variant}`)],
    '/admin/[shop]/products': [admin('/products')],
    '/admin/[shop]/products/categories': [admin('/products/categories')],
    '/admin/[shop]/products/collections': [admin('/products/collections')],
    '/admin/[shop]/products/collections/[collection]': [admin(`/products/collections/${shop.collection}`)],
    '/admin/[shop]/products/collections/new': [admin('/products/collections/new')],
    '/admin/[shop]/products/redirects': [admin('/products/redirects')],
    '/admin/[shop]/settings': [admin('/settings')],
    '/admin/[shop]/verifications': [admin('/verifications'), admin(`/verifications?order=${numbers[2]}`)],
    '/admin/[shop]/verifications/statements': [admin('/verifications/statements')],
  });

  async function checkAll(page: Page, isChosen: (route: string) => boolean) {
    const all = addresses(orders.map(({ number }) => number));
    expect(Object.keys(all).sort(), 'the list contains every page').toEqual(pages);
    const failures: string[] = [];
    for (const route of pages.filter(isChosen))
      for (const address of all[route] ?? []) await check(page, address, failures);
    expect(failures).toEqual([]);
  }

  const isAdmin = (route: string) => route.startsWith('/admin');

  test('widen no page of the storefront', async ({ page, context }) => {
    test.setTimeout(300_000);
    await page.goto(store('/products/long-1'));
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByText('Added to your cart')).toBeVisible();
    await context.addCookies(
      orders.map(({ number, access_token }) => ({
        ...{ name: `order_${number}`, value: access_token },
        url: store('/'),
      })),
    );
    await checkAll(page, (route) => !isAdmin(route));
  });

  test('widen no page of the admin', async ({ page }) => {
    test.setTimeout(300_000);
    await openAs(page, 'owner', '/admin');
    await checkAll(page, isAdmin);
  });
});
