import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { expect, secondShopUrl, setting, sql, test } from './fixtures';
import { placeOrder, rpc } from './orders';
import { routes } from './routes';
import { ownShop } from './shop';
import { enter, saveSettings, url } from './staff';

/** What a program sends that is no browser: our own headers, names of other hosts, addresses that look like files or folders of Next's. */

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

type Sent = { method?: string; headers?: Record<string, string>; form?: FormData };
type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** Sends just this. `fetch` would tidy the path up first, and has a Host of its own. */
async function send(host: string, path: string, { method, headers = {}, form }: Sent = {}): Promise<Answer> {
  const multipart = form && new Response(form);
  const type = multipart?.headers.get('content-type');
  const body = multipart && Buffer.from(await multipart.arrayBuffer());
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        ...{ agent, path, host: '127.0.0.1', port: new URL(setting('SITE_URL')).port },
        method: method ?? (form ? 'POST' : 'GET'),
        headers: { host, ...headers, ...(type && { 'content-type': type }) },
      },
      async (response) => {
        const chunks: Buffer[] = await response.toArray();
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString() });
      },
    );
    request.on('error', reject).end(body);
  });
}

const hostOf = (site: string) => new URL(site).host;
/** A copy of the first demo shop, with its name and its pictures. */
const itanna = () => ({
  slug: ownShop(),
  host: hostOf(url('')),
  demo: 'itanna',
  product: 'harmattan-balm',
  marks: /Ìtànná|\/demo\/itanna\/[\w-]+\.(webp|svg)/,
});
const canting = () => ({
  slug: 'canting',
  host: hostOf(secondShopUrl()),
  demo: 'canting',
  product: 'kawung-sarong',
  marks: /Rumah Canting|\/demo\/canting\/[\w-]+\.(webp|svg)/,
});
type Shop = ReturnType<typeof itanna>;

/** Everything by which somebody might say that they are in another shop, or that they are Next itself. */
const forgedFor = ({ slug, host }: Shop) => ({
  'x-shop': slug,
  'x-locale': 'ms',
  'x-place-signature': '0'.repeat(64),
  'x-path': '/admin/forged',
  'x-request-id': 'forged-id',
  'x-forwarded-host': host,
  'x-forwarded-host-signature': `${Math.floor(Date.now() / 1000)}.${'0'.repeat(64)}`,
  forwarded: `host=${host}`,
  'x-original-url': `/${slug}`,
  'x-rewrite-url': `/${slug}`,
  'x-invoke-path': `/${slug}`,
  'x-matched-path': `/${slug}`,
  'x-middleware-rewrite': `/${slug}`,
  'x-middleware-next': '1',
  'x-middleware-override-headers': 'x-shop',
  'x-middleware-request-x-shop': slug,
  'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
});

/** What else makes an answer another one. */
const kinds: Sent[] = [
  {},
  { headers: { rsc: '1' } },
  { headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' } },
  { headers: { 'x-nextjs-data': '1' } },
  { headers: { 'sec-fetch-dest': 'image' } },
  { method: 'HEAD' },
  { method: 'POST', headers: { 'next-action': `40${'0'.repeat(40)}` } },
];

/** An address as if it were a file's: every page is asked for so. */
const asFiles = (path: string) => [
  `${path}.html`,
  `${path}.png`,
  `${path}.rsc`,
  `${path}.segments/_tree.segment.rsc`,
];

/** Other ways to write an address that might take it past the proxy. */
const waysToWrite = (path: string) => [
  `${path}/x.webp`,
  `/_next${path}`,
  `/demo${path}`,
  `/_next/static/../..${path}.html`,
  `/_next/static/%2e%2e/%2E%2E${path}.html`,
  `/_next/static/..%2f..${path}.html`,
  `/_next/data/x${path}.json`,
  `/_next/image?url=${encodeURIComponent(`${path}.png`)}&w=640&q=75`,
  `/${path}`,
  `/.${path}`,
  `/%2e${path}`,
  path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
];

/** The addresses of a route, as if it were the other shop's: with its segments, with that of the language alone, and as its visitors see it. */
function addressesIn({ slug, product }: Shop, route: string): string[] {
  const address = route
    .replace('[shop]', slug)
    .replace('[locale]', 'en')
    .replace('[slug]', product)
    .replace('[gateway]', 'paystack')
    .replace('[number]', 'ABCD-2345')
    .replace(/\[[\w.]+\]/g, randomUUID());
  if (!route.startsWith('/[shop]')) return [address];
  const prefixed = address.slice(slug.length + 1);
  return [address, prefixed, prefixed.slice('/en'.length) || '/'];
}

test('whoever forges headers, hosts and addresses sees nothing of another shop on any page, and is sent nowhere', async () => {
  test.setTimeout(120_000);
  const faults: string[] = [];
  const walk = async (host: string, other: Shop, path: string, kind: Sent) => {
    const sent = { ...kind, headers: { ...forgedFor(other), ...kind.headers } };
    const { status, headers, body } = await send(host, path, sent);
    const { location = '' } = headers;
    const found = [
      status >= 500 && `${status}`,
      other.marks.test(body) && `shows ${other.slug}`,
      /forged-id/.test(body + JSON.stringify(headers)) && 'shows the forged id',
      (URL.parse(location, setting('SITE_URL'))?.origin !== setting('SITE_URL') ||
        /^[/\\]{2}/.test(location)) &&
        `leads to ${location}`,
    ].filter(Boolean);
    if (found.length > 0) faults.push(`${host} ${path} ${JSON.stringify(kind)}: ${found.join(', ')}`);
  };

  const visits: (() => Promise<void>)[] = [];
  for (const [own, other] of [
    [itanna(), canting()],
    [canting(), itanna()],
  ] as const) {
    for (const [at, path] of routes.flatMap((route) => addressesIn(other, route)).entries()) {
      const visit = (host: string, written: string, kind: Sent = {}) =>
        visits.push(() => walk(host, other, written, kind));
      // a host that nobody has is the first shop’s
      if (own.slug === ownShop()) visit('evil.example', path);
      visit(own.host, path);
      // each page in some of the other ways, and each way on many a page
      for (const kind of kinds.filter((_, index) => index % 3 === at % 3)) visit(own.host, path, kind);
      const written = waysToWrite(path).filter((_, index) => index % 4 === at % 4);
      for (const [index, one] of [...asFiles(path), ...written].entries())
        visit(own.host, one, kinds[(index + at) % kinds.length]);
    }
  }
  expect(visits.length).toBeGreaterThan(1000);
  const next = async (): Promise<void> => {
    for (let visit = visits.pop(); visit; visit = visits.pop()) await visit();
  };
  await Promise.all(Array.from({ length: 8 }, next));
  expect(faults).toEqual([]);
});

test('what a stranger calls their request is not in the activity log, wherever they send it', async () => {
  const places = [
    '/orders/x.html',
    `/${ownShop()}/orders/x.html`,
    `/${ownShop()}/orders/x`,
    '/_next/orders/x',
    '',
  ];
  for (const place of places) {
    const order = await placeOrder('cod');
    const cookie = `order_${order.number}=${order.access_token}`;
    const path = `/orders/${order.number}`;
    const { body } = await send(itanna().host, path, { headers: { cookie } });
    const cancel = body.split('<form').find((form) => /name="command" value="cancel"/.test(form));
    const action = /name="(\$ACTION_ID_\w+)"/.exec(cancel ?? '')?.[1] ?? '';
    expect(action).not.toBe('');
    const form = new FormData();
    const fields = { command: 'cancel', order_id: order.order_id, number: order.number };
    for (const [name, value] of Object.entries({ [action]: '', ...fields })) form.set(name, value);
    await send(itanna().host, place || path, { headers: { cookie, 'x-request-id': 'forged-id' }, form });
    const log = await sql()<{ action: string; request_id: string }[]>`
      select action, request_id from activity_logs where entity_id = ${order.order_id}`;
    expect(
      log.map(({ request_id }) => request_id),
      place,
    ).not.toContain('forged-id');
    if (!place)
      expect(log.filter(({ request_id }) => /^[0-9a-f-]{36}$/.test(request_id ?? ''))).not.toEqual([]);
  }
});

test('an action that leads on answers with the page of the visitor’s shop, whatever host they forward', async () => {
  const [variant] = await sql()<{ id: string }[]>`
    select v.id from variants v join shops s on s.id = v.shop_id where s.slug = 'canting' limit 1`;
  const cart = (await rpc('set_cart_item', { variant_id: variant?.id, quantity: 1 })) as { token: string };
  const cookie = `cart=${cart.token}`;
  const { body } = await send(canting().host, '/checkout', { headers: { cookie } });
  const [, action = ''] = /name="\$ACTION_ID_(\w+)"/.exec(body) ?? [];
  const press = (host: string, headers: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('0', '["$K1"]');
    return send(host, '/checkout', { form, headers: { cookie, 'next-action': action, ...headers } });
  };
  for (const [own, other] of [
    [canting(), itanna()],
    [itanna(), canting()],
  ] as const) {
    const tries: Record<string, string>[] = [{}, { 'x-forwarded-host': other.host }, forgedFor(other)];
    for (const headers of tries) {
      const answer = await press(own.host, headers);
      expect(answer.headers['x-action-redirect']).toBe('/checkout;push');
      expect(answer.body).toMatch(own.marks);
      expect(answer.body).not.toMatch(other.marks);
    }
  }
});

test('staff of two shops change the one in the address, whatever else their request says', async ({
  page,
}) => {
  const read = async () =>
    Object.fromEntries(
      (
        await sql()<{ slug: string; requires_tracking: boolean }[]>`
          select slug, requires_tracking from shops join shop_settings on shop_id = id where slug in (${ownShop()}, 'canting')`
      ).map(({ slug, requires_tracking }) => [slug, requires_tracking]),
    );
  const before = await read();
  await enter(page, 'owner', '/admin/canting/settings');
  await page.route('**/admin/canting/settings', async (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.fallback();
    await route.continue({ headers: { ...request.headers(), ...forgedFor(itanna()) } });
  });
  const form = page.locator('form').filter({ has: page.locator('[name=requires_tracking]') });
  // as forms of an earlier build had it
  await form.evaluate((element, shop) => {
    element.insertAdjacentHTML('beforeend', `<input type="hidden" name="shop" value="${shop}">`);
  }, ownShop());
  await form.locator('[name=requires_tracking]').setChecked(!before.canting);
  await saveSettings(page, 'owner', form);
  expect(await read()).toEqual({ ...before, canting: !before.canting });
  await sql()`update shop_settings set requires_tracking = ${before.canting ?? false}
    where shop_id = (select id from shops where slug = 'canting')`;
});

test('files, pictures and what programs read of a shop are served, and kept where they may be', async () => {
  for (const own of [itanna(), canting()]) {
    const home = await send(own.host, '/');
    expect(home.headers['cache-control']).toContain('s-maxage');
    const [chunk = ''] = /\/_next\/static\/[^"\\]+\.js/.exec(home.body) ?? [];
    for (const [path, type, cache] of [
      [chunk, 'javascript', 'immutable'],
      [`/demo/${own.demo}/mark.svg`, 'image/svg', 'public'],
      [`/demo/${own.demo}/hero.webp`, 'image/webp', 'public'],
      [
        `/_next/image?url=${encodeURIComponent(`/demo/${own.demo}/hero.webp`)}&w=640&q=75`,
        'image/',
        'public',
      ],
      ['/manifest.webmanifest', 'application/manifest', ''],
      ['/robots.txt', 'text/plain', ''],
      ['/sitemap.xml', 'application/xml', ''],
    ] as const) {
      const { status, headers, body } = await send(own.host, path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-type']).toContain(type);
      expect(headers['cache-control'] ?? '').toContain(cache);
      if (path.endsWith('.xml')) expect(body).toContain(`<loc>http://${own.host}/products</loc>`);
    }
  }
});

test('an address in a mail leads staff who are signed in nowhere but into their admin', async ({ page }) => {
  await enter(page, 'finance', '/admin');
  for (const next of [
    '/..//',
    '/.//',
    '/%252e%252e//',
    '/%2e%2e//',
    '/./%5C',
    '//',
    '/%5C',
    '/%09/',
    '%0A//',
    '@',
  ])
    await test.step(next, async () => {
      await page.goto(url(`/sign-in?next=${next}evil.example/`));
      await expect(page).toHaveURL(
        (at) => at.origin === new URL(url('')).origin && at.pathname !== '/sign-in',
      );
    });
});
