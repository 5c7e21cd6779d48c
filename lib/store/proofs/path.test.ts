import { expect, test } from 'vitest';
import { isUploadIn, proofFolder } from './path';

const shop = '17a44a00-0001-4000-8000-000000000001';
const order = '5e1f0c9e-5f3c-4c7e-9d52-0f5b4f3f8a10';
const file = '0c2d9a52-7f0e-4a39-9f5d-2b6a1c0d9e8f';
const folder = proofFolder(shop, order);

test("accepts an upload in its own order's folder", () => {
  expect(isUploadIn(folder, `${shop}/${order}/${file}`)).toBe(true);
});

test.each([
  ['of another order', `${shop}/${file}/${file}`],
  ['of another shop', `${order}/${order}/${file}`],
  ['a level below', `${folder}/${file}/${file}`],
  ['climbing out', `${folder}/../${order}/${file}`],
  ['climbing out at the end', `${folder}/..`],
  ['with something behind it', `${folder}/${file}.webp`],
  ['with a line behind it', `${folder}/${file}\n`],
  ['with a query', `${folder}/${file}?download`],
  ['under another name', `${folder}/proof`],
  ['the folder itself', `${folder}/`],
  ['nothing', ''],
  ['no text', null],
  ['a file', new File([], file)],
])('refuses a path: %s', (_, path) => {
  expect(isUploadIn(folder, path)).toBe(false);
});
