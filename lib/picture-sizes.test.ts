import { expect, test } from 'vitest';
import nextConfig from '@/next.config';
import { servedSizes, storedFiles, storedSizes, storedWidths } from './picture-sizes';

test.each([
  [1920, [320, 640, 960, 1280, 1920]],
  [1300, [320, 640, 960, 1300]],
  [1505, [320, 640, 960, 1505]],
  [1507, [320, 640, 960, 1280, 1507]],
  [330, [330]],
  [1, [1]],
])('a picture %i pixels wide is stored in the widths %j', (width, widths) => {
  expect(storedWidths(width)).toEqual(widths);
});

test('a picture of the library is offered in all its sizes, others are not', () => {
  const folder = 'https://files.example/storage/v1/object/public/media/a/b/';
  expect(storedSizes(`${folder}800.webp`)).toEqual({
    avif: `${folder}320.avif 320w, ${folder}640.avif 640w, ${folder}800.avif 800w`,
    webp: `${folder}320.webp 320w, ${folder}640.webp 640w, ${folder}800.webp 800w`,
  });
  expect(storedFiles(`${folder}330.webp`)).toEqual(['a/b/330.avif', 'a/b/330.webp']);
  for (const src of [
    '/demo/itanna/serum.webp',
    `${folder}800.webp?x`,
    `${folder}x.webp`,
    'https://files.example/800.webp',
    '/storage/v1/object/public/media/a/b/800.webp',
  ])
    expect([storedSizes(src), storedFiles(src)], src).toEqual([null, []]);
});

test('a file of the site is offered in the sizes that Next serves, a vector file as it is', () => {
  const widths = [...(servedSizes('/demo/itanna/serum.webp') ?? '').matchAll(/&w=(\d+)&q=75 \1w/g)];
  expect(widths.map(([, width]) => Number(width))).toEqual(nextConfig.images?.deviceSizes);
  expect(servedSizes('/demo/a&b.webp')).toContain('/_next/image?url=%2Fdemo%2Fa%26b.webp&w=320&q=75 320w, ');
  expect(servedSizes('/demo/itanna/mark.svg')).toBeUndefined();
});
