import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Packages = { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };

const read = (file: string) => JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));
const namesOf = (lockFile: string) =>
  Object.keys(read(lockFile).packages).map((folder) => folder.replace(/^.*node_modules\//, ''));

test('the shop installs no package that only the picture generator needs', () => {
  const drawing = ['three', '@types/three', '@fontsource-variable/fraunces'];
  expect(namesOf('artwork/package-lock.json')).toEqual(expect.arrayContaining(drawing));
  const shop = namesOf('package-lock.json');
  expect(shop.length).toBeGreaterThan(200);
  expect(shop.filter((name) => drawing.includes(name))).toEqual([]);
});

test.each(['package.json', 'artwork/package.json'])('every version in %s is exact', (file) => {
  const { dependencies, devDependencies }: Packages = read(file);
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
