import fs from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { randomUuid } from './random-uuid';

test('makes different UUIDs of version 4', () => {
  const made = Array.from({ length: 1000 }, randomUuid);
  expect(z.array(z.uuidv4()).safeParse(made).success).toBe(true);
  expect(new Set(made).size).toBe(1000);
});

test('no client component calls crypto.randomUUID, which browsers do not have on plain http', () => {
  const files = fs
    .globSync('{app,components,lib}/**/*.{ts,tsx}')
    .map((file) => [file, fs.readFileSync(file, 'utf8')]);
  const inBrowsers = files.filter(([, text]) => /^['"]use client/.test(text ?? ''));
  expect(inBrowsers.length).toBeGreaterThan(50);
  expect(inBrowsers.filter(([, text]) => text?.includes('randomUUID')).map(([file]) => file)).toEqual([]);
});
