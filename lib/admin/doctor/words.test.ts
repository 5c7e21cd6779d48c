import fs from 'node:fs';
import { expect, test } from 'vitest';
import { messages } from '@/lib/messages/messages';
import { checkOf, checks } from './words';

test('every check of the doctor has a promise and a remedy', () => {
  const sql = fs.readFileSync('supabase/migrations/20260101000900_doctor.sql', 'utf8');
  const list = /from unnest\(array\[([^\]]+)\]\) with ordinality as checks/.exec(sql)?.[1] ?? '';
  const inSql = [...list.matchAll(/'([a-z_]+)'/g)].map(([, name]) => name);
  expect(inSql.length).toBeGreaterThan(10);
  expect(checks).toEqual(inSql);
  const { promise, remedy } = messages.en.admin.doctor;
  expect([Object.keys(promise), Object.keys(remedy)]).toEqual([inSql, inSql]);
});

test('an unknown check is null', () => {
  expect(checkOf('cron_is_alive')).toBe('cron_is_alive');
  expect(checkOf('toString')).toBeNull();
});
