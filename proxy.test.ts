import { getRewrittenUrl, unstable_doesMiddlewareMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { config, proxy } from './proxy';

const isAsked = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url });

test.each([
  '/orders/%ED%A0%80/open/1',
  '/%ED%A0%80/robots.txt',
  '/itanna/products/%FF.png',
  '/api/webhooks/%ED%A0%80',
  '/admin/itanna/orders/%80',
])('an address that is no text (%s) leads nowhere, before anything tries to read it', async (path) => {
  expect(isAsked(path)).toBe(true);
  const response = await proxy(new NextRequest(`http://shop.example${path}`));
  expect(new URL(getRewrittenUrl(response) ?? '').pathname).toBe('/_missing/_missing');
});

test('files are served as they are, whatever their names', async () => {
  for (const path of ['/demo/itanna/hero.webp', '/_next/static/chunks/%5Bshop%5D.js', '/_next/image'])
    expect(isAsked(path), path).toBe(false);
  const response = await proxy(new NextRequest('http://shop.example/demo/h%C3%A9ro%20small.webp'));
  expect(getRewrittenUrl(response)).toBeNull();
});
