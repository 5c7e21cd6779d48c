import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { KeyReused, Mails } from './mails.ts';

const hello = { from: 'shop@example.com', to: ['ada@example.com'], subject: 'Hello', text: 'Welcome' };
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mails-'));
  return () => fs.rmSync(folder, { recursive: true });
});

test('finds emails by a part of the address, newest first, also after a restart', () => {
  new Mails(folder).add([
    hello,
    { ...hello, to: ['bola@example.com'], cc: ['Ada@Example.com'], subject: 'Later' },
  ]);
  const subjects = (address?: string) => new Mails(folder).list(address).map((mail) => mail.subject);
  expect(subjects()).toEqual(['Later', 'Hello']);
  expect(subjects('ada@')).toEqual(['Later', 'Hello']);
  expect(subjects('bola@')).toEqual(['Later']);
});

test('returns the same id and stores one email when a request is repeated after a restart', () => {
  const [id] = new Mails(folder).add([hello], 'order-1');
  const mails = new Mails(folder);
  expect(mails.add([hello], 'order-1')).toEqual([id]);
  expect(mails.list()).toHaveLength(1);
});

test('refuses an idempotency key that was used for another email', () => {
  const mails = new Mails(folder);
  mails.add([hello], 'order-1');
  expect(() => mails.add([{ ...hello, subject: 'Other' }], 'order-1')).toThrow(KeyReused);
  expect(mails.list()).toHaveLength(1);
});

test('loses no other email when the program is killed while it writes a line', () => {
  new Mails(folder).add([hello]);
  fs.appendFileSync(path.join(folder, 'mails.jsonl'), '\n{"mails":[{"from":"sho');
  const mails = new Mails(folder);
  expect(mails.list()).toHaveLength(1);
  mails.add([{ ...hello, subject: 'After' }]);
  expect(new Mails(folder).list().map((mail) => mail.subject)).toEqual(['After', 'Hello']);
});
