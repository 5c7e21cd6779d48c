import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { expect, secondShopUrl, setting, sql, test } from './fixtures';
import { placeOrder, rpc } from './orders';
import { routes } from './routes';
import { ownShop } from './shop';
import { openAs, saveSettings, url } from './staff';

/** Requests that no browser sends: internal headers, other hosts, paths that look like files or Next's internal paths. */

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

type RequestOptions = { method?: string; headers?: Record<string, string>; form?: FormData };
type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** Sends the path and the Host header unchanged; `fetch` would normalize the path and set its own Host. */
async function send(
  host: string,
  path: string,
  { method, headers = {}, form }: RequestOptions = {},
): Promise<Answer> {
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
/** This file's copy of the first demo shop, with the same name and images. */
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

/** Headers that claim to come from another shop, or from Next itself. */
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

/** Request variants that change the type of the response. */
const variants: RequestOptions[] = [
  {},
  { headers: { rsc: '1' } },
  { headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' } },
  { headers: { 'x-nextjs-data': '1' } },
  { headers: { 'sec-fetch-dest': 'image' } },
  { method: 'HEAD' },
  { method: 'POST', headers: { 'next-action': `40${'0'.repeat(40)}` } },
];

/** The path with file extensions; each page is requested in all of these ways. */
const asFiles = (path: string) => [
  `${path}.html`,
  `${path}.png`,
  `${path}.rsc`,
  `${path}.segments/_tree.segment.rsc`,
];

/** Other spellings of a path that might bypass the proxy. */
const pathVariants = (path: string) => [
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

/** The paths of a route in this shop: with the shop and locale segments, with the locale only, and the public path. */
function pathsIn({ slug, product }: Shop, route: string): string[] {
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

test('forged headers, hosts and paths show nothing of another shop on any page and cause no redirect to another site', async () => {
  test.setTimeout(120_000);
  const failures: string[] = [];
  const check = async (host: string, other: Shop, path: string, variant: RequestOptions) => {
    const options = { ...variant, headers: { ...forgedFor(other), ...variant.headers } };
    const { status, headers, body } = await send(host, path, options);
    const { location = '' } = headers;
    const found = [
      status >= 500 && `${status}`,
      other.marks.test(body) && `shows ${other.slug}`,
      /forged-id/.test(body + JSON.stringify(headers)) && 'shows the forged id',
      (URL.parse(location, setting('SITE_URL'))?.origin !== setting('SITE_URL') ||
        /^[/\\]{2}/.test(location)) &&
        `leads to ${location}`,
    ].filter(Boolean);
    if (found.length > 0) failures.push(`${host} ${path} ${JSON.stringify(variant)}: ${found.join(', ')}`);
  };

  const visits: (() => Promise<void>)[] = [];
  for (const [own, other] of [
    [itanna(), canting()],
    [canting(), itanna()],
  ] as const) {
    for (const [at, path] of routes.flatMap((route) => pathsIn(other, route)).entries()) {
      const visit = (host: string, target: string, variant: RequestOptions = {}) =>
        visits.push(() => check(host, other, target, variant));
      // An unknown host shows the first shop.
      if (own.slug === ownShop()) visit('evil.example', path);
      visit(own.host, path);
      // Each path gets some of the variants, and each variant is used on many paths.
      for (const variant of variants.filter((_, index) => index % 3 === at % 3))
        visit(own.host, path, variant);
      const spellings = pathVariants(path).filter((_, index) => index % 4 === at % 4);
      for (const [index, spelling] of [...asFiles(path), ...spellings].entries())
        visit(own.host, spelling, variants[(index + at) % variants.length]);
    }
  }
  expect(visits.length).toBeGreaterThan(1000);
  const worker = async (): Promise<void> => {
    for (let visit = visits.pop(); visit; visit = visits.pop()) await visit();
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  expect(failures).toEqual([]);
});

test('a forged request id never appears in the activity log, on any path', async () => {
  const forgedPaths = [
    '/orders/x.html',
    `/${ownShop()}/orders/x.html`,
    `/${ownShop()}/orders/x`,
    '/_next/orders/x',
    '',
  ];
  for (const forgedPath of forgedPaths) {
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
    await send(itanna().host, forgedPath || path, { headers: { cookie, 'x-request-id': 'forged-id' }, form });
    const log = await sql()<{ action: string; request_id: string }[]>`
      select action, request_id from activity_logs where entity_id = ${order.order_id}`;
    expect(
      log.map(({ request_id }) => request_id),
      forgedPath,
    ).not.toContain('forged-id');
    if (!forgedPath)
      expect(log.filter(({ request_id }) => /^[0-9a-f-]{36}$/.test(request_id ?? ''))).not.toEqual([]);
  }
});

test('a redirect of a server action returns the page of the visitor’s own shop despite a forged host', async () => {
  const [variant] = await sql()<{ id: string }[]>`
    select v.id from variants v join shops s on s.id = v.shop_id where s.slug = 'canting' limit 1`;
  const cart = (await rpc('set_cart_item', { variant_id: variant?.id, quantity: 1 })) as { token: string };
  const cookie = `cart=${cart.token}`;
  const { body } = await send(canting().host, '/checkout', { headers: { cookie } });
  const [, action = ''] = /name="\$ACTION_ID_(\w+)"/.exec(body) ?? [];
  const submit = (host: string, headers: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('0', '["$K1"]');
    return send(host, '/checkout', { form, headers: { cookie, 'next-action': action, ...headers } });
  };
  for (const [own, other] of [
    [canting(), itanna()],
    [itanna(), canting()],
  ] as const) {
    const attempts: Record<string, string>[] = [{}, { 'x-forwarded-host': other.host }, forgedFor(other)];
    for (const headers of attempts) {
      const answer = await submit(own.host, headers);
      expect(answer.headers['x-action-redirect']).toBe('/checkout;push');
      expect(answer.body).toMatch(own.marks);
      expect(answer.body).not.toMatch(other.marks);
    }
  }
});

test('staff of two shops change the settings of the shop in the URL, despite forged headers and fields', async ({
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
  await openAs(page, 'owner', '/admin/canting/settings');
  await page.route('**/admin/canting/settings', async (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.fallback();
    await route.continue({ headers: { ...request.headers(), ...forgedFor(itanna()) } });
  });
  const form = page.locator('form').filter({ has: page.locator('[name=requires_tracking]') });
  // Forms of an earlier build had this field.
  await form.evaluate((element, shop) => {
    element.insertAdjacentHTML('beforeend', `<input type="hidden" name="shop" value="${shop}">`);
  }, ownShop());
  await form.locator('[name=requires_tracking]').setChecked(!before.canting);
  try {
    await saveSettings(page, 'owner', form);
    expect(await read()).toEqual({ ...before, canting: !before.canting });
  } finally {
    await sql()`update shop_settings set requires_tracking = ${before.canting ?? false}
      where shop_id = (select id from shops where slug = 'canting')`;
  }
});

test('serves a shop’s files, images and metadata with the right type and cache headers', async () => {
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

test('a sign-in link with a forged target leads signed-in staff only to their admin', async ({ page }) => {
  await openAs(page, 'finance', '/admin');
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
