import { globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getSortedRoutes } from 'next/dist/shared/lib/router/utils/sorted-routes';
import { getRewrittenUrl, unstable_doesMiddlewareMatch } from 'next/experimental/testing/server';
import { NextRequest, type NextResponse } from 'next/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from './e2e/routes';
import { exampleEnv } from './lib/example-env';
import { readPlace } from './lib/proxy/place';
import { setVisitorHost } from './lib/proxy/visitor-host';
import { config, proxy } from './proxy';

/** A stand-in for the database API: every host name has a shop, every product exists, and some former paths are redirected. */
const api = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://api');
  const [, host] = /^(\w+)\.example$/.exec(searchParams.get('host') ?? '') ?? [];
  response.setHeader('Content-Type', 'application/json');
  if (pathname.endsWith('/find_redirect'))
    response.end(JSON.stringify(redirects[searchParams.get('path') ?? ''] ?? null));
  else if (pathname.endsWith('/list_product_cards'))
    response.end(JSON.stringify({ products: Number(searchParams.get('page')) <= LAST_PAGE ? [{}] : [] }));
  else
    response.end(
      JSON.stringify(host ? [{ slug: host }] : [{ products: [{}], categories: [{}], collections: [{}] }]),
    );
});

/** The number of pages of every list. */
const LAST_PAGE = 3;

const redirects: Record<string, string> = {
  '/product/x': '/products/x',
  '/categories/moved': '/categories/new',
  '/collections/café au lait': '/categories/caffè',
  '/products': '/never',
};

beforeAll(async () => {
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const SUPABASE_URL = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  Object.assign(process.env, exampleEnv, { SITE_URL: 'http://itanna.example', SUPABASE_URL });
});
afterAll(() => api.close());

const isMatched = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url });

const ask = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://localhost:4000${path}`, { headers: { host: 'itanna.example', ...headers } }));

/** The request headers that reach the app. */
function forwardedHeaders(response: NextResponse): Record<string, string> {
  const names = response.headers.get('x-middleware-override-headers')?.split(',') ?? [];
  return Object.fromEntries(
    names.map((name) => [name, response.headers.get(`x-middleware-request-${name}`) ?? '']),
  );
}

const rewritten = (response: NextResponse) => {
  const url = getRewrittenUrl(response);
  return url && new URL(url).pathname;
};

const forged = {
  'x-shop': 'canting',
  'x-locale': 'ms',
  'x-place-signature': '0'.repeat(64),
  'x-path': '/admin/forged',
  'x-request-id': 'forged',
  'x-forwarded-host': 'canting.example',
  'x-forwarded-host-signature': `${Math.floor(Date.now() / 1000)}.${'0'.repeat(64)}`,
};

test.each([
  '/orders/%ED%A0%80/open/1',
  '/%ED%A0%80/robots.txt',
  '/itanna/products/%FF.png',
  '/api/webhooks/%ED%A0%80',
  '/admin/itanna/orders/%80',
])('rewrites an invalid UTF-8 path (%s) to the not-found page before decoding it', async (path) => {
  expect(isMatched(path)).toBe(true);
  const response = await ask(path, forged);
  expect(rewritten(response)).toBe('/_missing');
  expect(forwardedHeaders(response)).not.toHaveProperty('x-shop');
});

describe('files', () => {
  const files = globSync('public/**/*.*', { cwd: import.meta.dirname }).map((file) =>
    encodeURI(file.replace('public', '')),
  );
  /** Next serves these paths itself, also their 404. */
  const servedByNext = ['/_next/static/chunks/%5Bshop%5D.js', '/_next/static/media/a.woff2', '/_next/image'];

  test('are served unchanged, whatever their names', async () => {
    expect(files.length).toBeGreaterThan(50);
    for (const path of servedByNext) expect(isMatched(path), path).toBe(false);
    for (const path of [...files, '/demo/itanna/h%C3%A9ro%20small.webp']) {
      const response = await ask(path, forged);
      expect(rewritten(response), path).toBeNull();
      expect(forwardedHeaders(response), path).not.toHaveProperty('x-shop');
    }
  });
});

/** An example path of a route, with a value for each parameter. */
const fill = (route: string) => route.replace('[page]', '2').replace(/\[[\w.]+\]/g, 'abc');

/** The route that Next would choose among all that match. */
function routeOf(path: string): string | undefined {
  const fits = (route: string) =>
    new RegExp(`^${route.replace(/\[\.{3}\w+\]/g, '.+').replace(/\[\w+\]/g, '[^/]+')}$`).test(path);
  return getSortedRoutes(routes).find(fits);
}

test('a shop page is reachable only through the host of the shop, whatever the shop’s slug', async () => {
  for (const route of routes.filter((route) => route.startsWith('/[shop]')))
    for (const slug of ['admin', 'api', 'sign-in', 'demo', '_missing', '_next']) {
      const path = fill(route.replace('[shop]', slug).replace('[locale]', 'itanna'));
      // the sign-in redirect for staff applies only to GET
      const headers = { host: 'canting.example' };
      const response = await proxy(
        new NextRequest(`http://localhost:4000${path}`, { method: 'POST', headers }),
      );
      expect(routeOf(rewritten(response) ?? path) ?? '', path).not.toMatch(/^\/\[shop\]/);
    }
});

describe('the language of a URL', () => {
  const [, ...storePaths] = routes
    .filter((route) => route.startsWith('/[shop]/[locale]'))
    .map((route) => fill(route.replace('/[shop]/[locale]', '')));
  test('is the default language without a prefix, whatever the browser prefers', async () => {
    expect(storePaths.length).toBeGreaterThan(10);
    for (const path of ['/', ...storePaths.filter((path) => !path.startsWith('/orders/'))])
      for (const preferred of [undefined, 'yo', 'ms-MY,ms;q=0.9,en;q=0.1', '*']) {
        const response = await ask(path, preferred === undefined ? {} : { 'accept-language': preferred });
        expect(rewritten(response)).toBe(`/itanna/en${path === '/' ? '' : path}`);
        expect(routeOf(rewritten(response) ?? ''), path).toBeDefined();
      }
  });

  test('has no prefix for the default language', async () => {
    for (const path of ['', ...storePaths])
      for (const prefix of ['/en', '/EN', '/ms', '/itanna/en'])
        expect(routeOf(rewritten(await ask(`${prefix}${path}`)) ?? ''), `${prefix}${path}`).toBeUndefined();
  });
});

describe('a former address', () => {
  const found = async (path: string, method = 'GET') => {
    const response = await proxy(
      new NextRequest(`http://itanna.example${path}`, { method, headers: { host: 'itanna.example' } }),
    );
    const location = response.headers.get('location');
    return location && [response.status, location.replace('http://itanna.example', '')];
  };

  test('redirects permanently, with the query', async () => {
    expect(await found('/product/x?utm_source=old&q=a%20b')).toEqual([
      ...[308, '/products/x?utm_source=old&q=a%20b'],
    ]);
    expect(await found('/product/x', 'HEAD')).toEqual([308, '/products/x']);
  });

  test('is found in any spelling, also under the prefix of a language', async () => {
    for (const path of [
      '/collections/caf%C3%A9%20au%20lait',
      '/collections/cafe%CC%81%20au lait',
      '/en/product/x',
    ])
      expect(await found(path), path).not.toBeNull();
    expect(await found('/collections/caf%C3%A9%20au%20lait')).toEqual([308, '/categories/caff%C3%A8']);
  });

  test('does not redirect where a page exists, for a malformed path, or for a form', async () => {
    for (const path of ['/products', '/product/%', '/product/%E0%A4', '/admin/product/x', '/nothing'])
      expect(await found(path), path).not.toEqual([308, expect.anything()]);
    expect(await found('/product/x', 'POST')).toBeNull();
  });
});

describe('a page of a list', () => {
  const lists = ['/products', '/categories/oils', '/collections/gifts'];

  test('is a page of its own up to the last one, with one address', async () => {
    for (const list of lists) {
      for (const page of ['2', '3'])
        expect(rewritten(await ask(`${list}/page/${page}`))).toBe(`/itanna/en${list}/page/${page}`);
      for (const page of ['4', '0', '02', '-1', '2.0', 'x', '1000000', '%D9%A2'])
        expect(rewritten(await ask(`${list}/page/${page}`)), page).toBe('/_missing');
    }
    expect(rewritten(await ask('/categories/A%20b/page/2'))).toBe('/_missing');
  });

  test.each([
    ...lists.map((list) => [`${list}/page/1?utm_source=x`, `${list}?utm_source=x`]),
    ['/categories/moved/page/4', '/categories/new'],
  ])('%s redirects to %s', async (from, to) => {
    const response = await ask(from);
    expect([response.status, response.headers.get('location')]).toEqual([308, `http://localhost:4000${to}`]);
  });
});

describe('ignores internal headers sent by a client', () => {
  const paths = routes.flatMap((route) => {
    const path = fill(route.replace('[shop]', 'canting').replace('[locale]', 'en'));
    const publicPath = path.replace(/^\/canting\/en(?=\/|$)/, '') || '/';
    return [
      path,
      publicPath,
      `${path}.html`,
      `${publicPath}.png`,
      `${publicPath}/x.rsc`,
      `/_next${path}`,
      `/demo${publicPath}`,
      `/_next/data/x${publicPath}.json`,
    ];
  });

  test.each(paths)('%s', async (path) => {
    expect(isMatched(path)).toBe(true);
    const response = await ask(path, forged);
    const seen = forwardedHeaders(response);
    if (!response.headers.has('location'))
      expect(seen).toMatchObject({ 'x-forwarded-host': 'itanna.example' });
    const id = response.headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect([undefined, id]).toContain(seen['x-request-id']);
    // the path as Next parses it
    const { pathname } = new NextRequest(`http://localhost${path}`).nextUrl;
    const isStaffPath = pathname === '/sign-in' || /^\/admin(\/|$)/.test(pathname);
    expect([undefined, isStaffPath ? '' : 'itanna']).toContain(seen['x-shop']);
    expect([undefined, 'en']).toContain(seen['x-locale']);
    expect(readPlace(new Headers(seen))).toEqual({ shop: seen['x-shop'] ?? '', locale: 'en' });
    expect(seen['x-path']).not.toBe(forged['x-path']);
    // only pages of this host’s shop, or pages of no shop
    const target = new NextRequest(`http://localhost${rewritten(response) ?? path}`).nextUrl.pathname;
    expect(target).toMatch(/^\/(itanna|_missing|admin|sign-in|api)(\/|$)/);
    expect(response.headers.get('location') ?? '/').toMatch(/^(http:\/\/localhost:4000)?\/(?!\/)/);
  });
});

describe('the shop and language that the app reads', () => {
  /** POST, because the sign-in redirect for staff applies only to GET. */
  const post = async (path: string, headers: Record<string, string> = {}) =>
    new Headers(
      forwardedHeaders(
        await proxy(
          new NextRequest(`http://localhost:4000${path}`, {
            ...{ method: 'POST', headers: { host: 'itanna.example', ...headers } },
          }),
        ),
      ),
    );

  test('come from the host or from the admin path', async () => {
    for (const [path, shop] of Object.entries({
      '/': 'itanna',
      '/cart': 'itanna',
      '/products/canting': 'itanna',
      '/orders/7K3M-Q2XD': 'itanna',
      '/nothing/at/all': 'itanna',
      '/admin/canting': 'canting',
      '/admin/canting/orders/7K3M-Q2XD': 'canting',
      '/admin': '',
      '/admin/': '',
      '/admin/fulfilment': '',
      '/admin/verifications': '',
      '/admin/Canting/orders': '',
      '/admin/canting%2f/orders': '',
      '/sign-in': '',
      '/api/webhooks/paystack': '',
      '/demo/itanna/mark.svg': '',
    }))
      for (const headers of [{}, forged])
        expect(readPlace(await post(path, headers)), path).toEqual({ shop, locale: 'en' });
  });

  test('are no shop and the default language without the proxy’s signature', async () => {
    const signed = await post('/cart');
    expect(readPlace(signed).shop).toBe('itanna');
    const other = await post('/cart');
    const forgeries: Record<string, string>[] = [
      { 'x-shop': 'canting' },
      { 'x-locale': 'ms' },
      { 'x-request-id': other.get('x-request-id') ?? '' },
      { 'x-place-signature': other.get('x-place-signature') ?? '' },
      { 'x-place-signature': '' },
      { 'x-place-signature': '0'.repeat(64) },
    ];
    for (const changes of forgeries) {
      const headers = new Headers({ ...Object.fromEntries(signed), ...changes });
      expect(readPlace(headers), JSON.stringify(changes)).toEqual({ shop: '', locale: 'en' });
    }
    expect(readPlace(new Headers({ 'x-shop': 'itanna' }))).toEqual({ shop: '', locale: 'en' });
  });
});

describe('the host of the request that Next makes to itself after an action redirects', () => {
  /** Sends the headers of the previous request, as Next does. */
  const askInternally = async (headers: Record<string, string>, path = '/cart') =>
    rewritten(await ask(path, { ...headers, host: 'localhost:4000' }));

  test('is the visitor’s host, also after several redirects', async () => {
    const first = await ask('/checkout', { host: 'canting.example' });
    expect(rewritten(first)).toBe('/canting/en/checkout');
    expect(await askInternally(forwardedHeaders(first))).toBe('/canting/en/cart');
    const second = await ask('/', { ...forwardedHeaders(first), host: 'localhost:4000' });
    expect(await askInternally(forwardedHeaders(second))).toBe('/canting/en/cart');
  });

  test('is accepted for one minute and only for the signed host', async () => {
    const at = async (seconds: number, changes = {}) => {
      const headers = new Headers();
      setVisitorHost(headers, 'canting.example', Date.now() + seconds * 1000);
      return rewritten(await ask('/cart', { ...Object.fromEntries(headers), ...changes }));
    };
    expect(await at(0)).toBe('/canting/en/cart');
    expect(await at(-50)).toBe('/canting/en/cart');
    expect(await at(-70)).toBe('/itanna/en/cart');
    expect(await at(70)).toBe('/itanna/en/cart');
    expect(await at(0, { 'x-forwarded-host': 'sawah.example' })).toBe('/itanna/en/cart');
    expect(await at(0, { 'x-forwarded-host': 'canting.example, sawah.example' })).toBe('/itanna/en/cart');
  });

  test('is not accepted without a valid signature', async () => {
    const host = { 'x-forwarded-host': 'canting.example' };
    const now = Math.floor(Date.now() / 1000);
    expect(rewritten(await ask('/cart', host))).toBe('/itanna/en/cart');
    for (const signature of [
      '',
      '.',
      `${now}`,
      `${now}.`,
      `${now}.${'0'.repeat(64)}`,
      `Infinity.${'0'.repeat(64)}`,
    ])
      expect(rewritten(await ask('/cart', { ...host, 'x-forwarded-host-signature': signature }))).toBe(
        '/itanna/en/cart',
      );
  });

  test('has a signature that never reaches the client', async () => {
    const response = await ask('/cart');
    const sentHeaders = [...response.headers].filter(([name]) => !name.startsWith('x-middleware-'));
    for (const secret of ['x-forwarded-host-signature', 'x-place-signature'])
      expect(JSON.stringify(sentHeaders)).not.toContain(forwardedHeaders(response)[secret]);
  });
});
