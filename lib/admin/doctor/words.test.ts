import fs from 'node:fs';
import { expect, test } from 'vitest';
import { checkWords } from './words';

test('every check of the doctor says what it promises and what to do', () => {
  const sql = fs.readFileSync('supabase/migrations/20260101000900_doctor.sql', 'utf8');
  const list = /from unnest\(array\[([^\]]+)\]\) with ordinality as checks/.exec(sql)?.[1] ?? '';
  const checks = [...list.matchAll(/'([a-z_]+)'/g)].map(([, name]) => name);
  expect(checks.length).toBeGreaterThan(10);
  expect(Object.keys(checkWords)).toEqual(checks);
});
