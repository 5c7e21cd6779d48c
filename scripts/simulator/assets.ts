import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';

/** Styles, scripts and the font, read from disk for each request: an edited style shows on the next reload. */
const ASSETS: Record<string, { url: URL; type: string }> = {
  'base.css': { url: new URL('base.css', import.meta.url), type: 'text/css; charset=utf-8' },
  'checkout.css': { url: new URL('checkout.css', import.meta.url), type: 'text/css; charset=utf-8' },
  'panel.css': { url: new URL('panel.css', import.meta.url), type: 'text/css; charset=utf-8' },
  'panel.js': { url: new URL('panel.js', import.meta.url), type: 'text/javascript; charset=utf-8' },
  'waiting.js': { url: new URL('waiting.js', import.meta.url), type: 'text/javascript; charset=utf-8' },
  'inter.woff2': { url: inter('latin'), type: 'font/woff2' },
  // For currency symbols such as ₦ and ₵.
  'inter-ext.woff2': { url: inter('latin-ext'), type: 'font/woff2' },
};

export function assets(): Hono {
  const app = new Hono();
  app.get('/assets/:name', async (c) => {
    const asset = ASSETS[c.req.param('name')];
    if (!asset) return c.notFound();
    const maxAge = asset.type === 'font/woff2' ? 86_400 : 0;
    return c.body(await readFile(asset.url), 200, {
      'content-type': asset.type,
      'cache-control': `max-age=${maxAge}`,
    });
  });
  return app;
}

function inter(subset: string): URL {
  return new URL(import.meta.resolve(`@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`));
}
