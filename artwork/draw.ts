/**
 * Draws the demo shops' pictures into public/demo with three.js in a headless Chromium, without a graphics card.
 * Drawing all pictures takes about an hour. The results are committed, so this runs only when a picture changes.
 * Packages that the shop does not need are installed here; sharp, Chromium and Inter come from the shop's own packages.
 *
 *   npm run artwork                                       draws everything
 *   npm run artwork -- itanna/hero 'canting/*-sarong*'    draws these; `*` matches anything
 *   npm run artwork -- --draft itanna/hero                draws a small, fast draft into .local/artwork
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page, type Route } from 'playwright-core';
import sharp from 'sharp';
import { CHROMIUM_ARGS, chromiumPath } from '../scripts/chromium.ts';

const root = path.resolve(import.meta.dirname, '..');
const origin = 'http://artwork.test';

const imports = {
  three: '/artwork/node_modules/three/build/three.module.js',
  'three/addons/': '/artwork/node_modules/three/examples/jsm/',
};
const html = `<!doctype html><meta charset="utf-8">
${['artwork/node_modules/@fontsource-variable/fraunces/full', 'node_modules/@fontsource-variable/inter/index'].map((css) => `<link rel="stylesheet" href="/${css}.css">`).join('')}
<script type="importmap">${JSON.stringify({ imports })}</script>`;

const { values, positionals } = parseArgs({
  options: { draft: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const browser = await chromium.launch({
  executablePath: await chromiumPath(),
  args: [
    ...CHROMIUM_ARGS.filter((arg) => arg !== '--disable-gpu'),
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
    // on a busy computer, the watchdog would take a slow renderer for a hung one
    '--disable-gpu-watchdog',
  ],
});
try {
  for (const name of await requestedNames()) await render(name);
} finally {
  await browser.close();
}

/** Opens a page that can import these modules, and loads the fonts. Each picture gets a new page, which frees all memory. */
async function openStudio(): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.route(`${origin}/**`, serve);
  await page.goto(`${origin}/`);
  await page.evaluate(async () => {
    const faces = [
      '400 20px "Fraunces Variable"',
      '500 20px "Fraunces Variable"',
      '400 20px "Inter Variable"',
    ];
    await Promise.all(faces.map((face) => document.fonts.load(face, 'Ìtànná Ọṣẹ dúdú')));
  });
  return page;
}

/** Serves the files of this project, with the types removed from TypeScript. */
async function serve(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
  const file = path.join(root, pathname);
  if (file.endsWith('.ts')) {
    const body = stripTypeScriptTypes(await readFile(file, 'utf8'));
    return route.fulfill({ contentType: 'text/javascript', body });
  }
  return route.fulfill({ path: file });
}

/** The names of the requested pictures; `*` matches anything. */
async function requestedNames(): Promise<string[]> {
  const page = await openStudio();
  const all = await page.evaluate(async () => {
    const module = '/artwork/list.ts';
    const { list } = (await import(module)) as typeof import('./list.ts');
    return list();
  });
  await page.close();
  if (positionals.length === 0) return all;
  const patterns = positionals.map((name) => new RegExp(`^${name.replaceAll('*', '.*')}$`));
  return all.filter((name) => patterns.some((pattern) => pattern.test(name)));
}

async function render(name: string): Promise<void> {
  const page = await openStudio();
  const start = performance.now();
  const [samples, scale] = values.draft ? [8, 0.45] : [13, 1];
  const url = await page.evaluate(
    async ([name, samples, scale]) => {
      const module = '/artwork/list.ts';
      const { draw } = (await import(module)) as typeof import('./list.ts');
      return draw(name, samples, scale);
    },
    [name, samples, scale] as const,
  );
  await page.close();
  const file = path.join(root, values.draft ? '.local/artwork' : 'public/demo', `${name}.webp`);
  const picture = await encode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'), name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, picture);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${name}  ${(picture.length / 1024).toFixed(0)} KB  ${seconds} s`);
}

/** Encodes at the highest quality, from 84 down to 64, that fits the size limit: a shop page shows a dozen pictures. */
async function encode(png: Buffer, name: string): Promise<Buffer> {
  const maxBytes = (name.endsWith('/hero') ? 160 : 64) * 1024;
  for (let quality = 84; ; quality -= 4) {
    const picture = await sharp(png)
      .removeAlpha()
      .webp({ quality, effort: 6, smartSubsample: true })
      .toBuffer();
    if (picture.length <= maxBytes || quality <= 64) return picture;
  }
}
