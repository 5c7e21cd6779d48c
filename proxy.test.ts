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

/** Answers of every host name which shop has it, and of every product that it exists. */
const api = createServer((request, response) => {
  const [, host] = /find_shop\?host=(\w+)\.example$/.exec(request.url ?? '') ?? [];
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(host ? [{ slug: host }] : [{ products: [{}], categories: [{}] }]));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const SUPABASE_URL = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  Object.assign(process.env, exampleEnv, { SITE_URL: 'http://itanna.example', SUPABASE_URL });
});
afterAll(() => api.close());

const isAsked = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url });

const ask = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://localhost:4000${path}`, { headers: { host: 'itanna.example', ...headers } }));

/** The headers that our code sees. */
function passedOn(response: NextResponse): Record<string, string> {
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
])('an address that is no text (%s) leads nowhere, before anything tries to read it', async (path) => {
  expect(isAsked(path)).toBe(true);
  const response = await ask(path, forged);
  expect(rewritten(response)).toBe('/_missing');
  expect(passedOn(response)).not.toHaveProperty('x-shop');
});

describe('files', () => {
  const files = globSync('public/**/*.*', { cwd: import.meta.dirname }).map((file) =>
    encodeURI(file.replace('public', '')),
  );
  /** Of these Next answers whatever there is not itself, in one line. */
  const nexts = ['/_next/static/chunks/%5Bshop%5D.js', '/_next/static/media/a.woff2', '/_next/image'];

  test('are served as they are, whatever their names', async () => {
    expect(files.length).toBeGreaterThan(50);
    for (const path of nexts) expect(isAsked(path), path).toBe(false);
    for (const path of [...files, '/demo/itanna/h%C3%A9ro%20small.webp']) {
      const response = await ask(path, forged);
      expect(rewritten(response), path).toBeNull();
      expect(passedOn(response), path).not.toHaveProperty('x-shop');
    }
  });
});

/** The route by which Next would answer, of all that fit. */
function routeOf(path: string): string | undefined {
  const fits = (route: string) =>
    new RegExp(`^${route.replace(/\[\.{3}\w+\]/g, '.+').replace(/\[\w+\]/g, '[^/]+')}$`).test(path);
  return getSortedRoutes(routes).find(fits);
}

test('a page of a shop is reached through its host alone, whatever a shop is called', async () => {
  for (const route of routes.filter((route) => route.startsWith('/[shop]')))
    for (const slug of ['admin', 'api', 'sign-in', 'demo', '_missing', '_next']) {
      const path = route
        .replace('[shop]', slug)
        .replace('[locale]', 'itanna')
        .replace(/\[\w+\]/g, 'abc');
      // of any other method than GET, staff are not asked who they are first
      const headers = { host: 'canting.example' };
      const response = await proxy(
        new NextRequest(`http://localhost:4000${path}`, { method: 'POST', headers }),
      );
      expect(routeOf(rewritten(response) ?? path) ?? '', path).not.toMatch(/^\/\[shop\]/);
    }
});

describe('the language of an address', () => {
  const [, ...shown] = routes
    .filter((route) => route.startsWith('/[shop]/[locale]'))
    .map((route) => route.replace('/[shop]/[locale]', '').replace(/\[\w+\]/g, 'abc'));
  test('is the shop’s own without a prefix, whatever the browser prefers', async () => {
    expect(shown.length).toBeGreaterThan(10);
    for (const path of ['/', ...shown.filter((path) => !path.startsWith('/orders/'))])
      for (const preferred of [undefined, 'yo', 'ms-MY,ms;q=0.9,en;q=0.1', '*']) {
        const response = await ask(path, preferred === undefined ? {} : { 'accept-language': preferred });
        expect(rewritten(response)).toBe(`/itanna/en${path === '/' ? '' : path}`);
        expect(routeOf(rewritten(response) ?? ''), path).toBeDefined();
      }
  });

  test('has no second address with the prefix of its own', async () => {
    for (const path of ['', ...shown])
      for (const prefix of ['/en', '/EN', '/ms', '/itanna/en'])
        expect(routeOf(rewritten(await ask(`${prefix}${path}`)) ?? ''), `${prefix}${path}`).toBeUndefined();
  });
});

describe('nothing that a stranger sends in our headers is believed', () => {
  const fill = (route: string) =>
    route
      .replace('[shop]', 'canting')
      .replace('[locale]', 'en')
      .replace(/\[[\w.]+\]/g, 'abc');
  const paths = routes.flatMap((route) => {
    const path = fill(route);
    const seen = path.replace(/^\/canting\/en(?=\/|$)/, '') || '/';
    return [
      path,
      seen,
      `${path}.html`,
      `${seen}.png`,
      `${seen}/x.rsc`,
      `/_next${path}`,
      `/demo${seen}`,
      `/_next/data/x${seen}.json`,
    ];
  });

  test.each(paths)('%s', async (path) => {
    expect(isAsked(path)).toBe(true);
    const response = await ask(path, forged);
    const seen = passedOn(response);
    if (!response.headers.has('location'))
      expect(seen).toMatchObject({ 'x-forwarded-host': 'itanna.example' });
    const id = response.headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect([undefined, id]).toContain(seen['x-request-id']);
    // as Next reads it
    const { pathname } = new NextRequest(`http://localhost${path}`).nextUrl;
    const isOfStaff = pathname === '/sign-in' || /^\/admin(\/|$)/.test(pathname);
    expect([undefined, isOfStaff ? '' : 'itanna']).toContain(seen['x-shop']);
    expect([undefined, 'en']).toContain(seen['x-locale']);
    expect(readPlace(new Headers(seen))).toEqual({ shop: seen['x-shop'] ?? '', locale: 'en' });
    expect(seen['x-path']).not.toBe(forged['x-path']);
    // the pages of this host’s shop, or none
    const led = new NextRequest(`http://localhost${rewritten(response) ?? path}`).nextUrl.pathname;
    expect(led).toMatch(/^\/(itanna|_missing|admin|sign-in|api)(\/|$)/);
    expect(response.headers.get('location') ?? '/').toMatch(/^(http:\/\/localhost:4000)?\/(?!\/)/);
  });
});

describe('the place that our code reads', () => {
  /** Of any other method than GET, staff are not asked who they are first. */
  const post = async (path: string, headers: Record<string, string> = {}) =>
    new Headers(
      passedOn(
        await proxy(
          new NextRequest(`http://localhost:4000${path}`, {
            ...{ method: 'POST', headers: { host: 'itanna.example', ...headers } },
          }),
        ),
      ),
    );

  test('is the shop of the host, or that of a path of the admin, which actions are sent to', async () => {
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

  test('is none where anybody but the proxy says so', async () => {
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

describe('the host that Next asks itself for, after an action that redirects', () => {
  /** As Next sends the headers of the request that came before. */
  const asked = async (headers: Record<string, string>, path = '/cart') =>
    rewritten(await ask(path, { ...headers, host: 'localhost:4000' }));

  test('is the visitor’s, again and again', async () => {
    const first = await ask('/checkout', { host: 'canting.example' });
    expect(rewritten(first)).toBe('/canting/en/checkout');
    expect(await asked(passedOn(first))).toBe('/canting/en/cart');
    const second = await ask('/', { ...passedOn(first), host: 'localhost:4000' });
    expect(await asked(passedOn(second))).toBe('/canting/en/cart');
  });

  test('is theirs for a minute, and for the host that it was signed for', async () => {
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

  test('is not what somebody says who cannot sign', async () => {
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

  test('is never told to anybody', async () => {
    const response = await ask('/cart');
    const answered = [...response.headers].filter(([name]) => !name.startsWith('x-middleware-'));
    for (const secret of ['x-forwarded-host-signature', 'x-place-signature'])
      expect(JSON.stringify(answered)).not.toContain(passedOn(response)[secret]);
  });
});
