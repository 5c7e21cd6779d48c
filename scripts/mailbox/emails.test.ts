import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Emails, KeyReused } from './emails.ts';

const hello = { from: 'shop@example.com', to: ['ada@example.com'], subject: 'Hello', text: 'Welcome' };
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'emails-'));
  return () => fs.rmSync(folder, { recursive: true });
});

test('finds emails by a part of the address, newest first, also after a restart', () => {
  new Emails(folder).add([
    hello,
    { ...hello, to: ['bola@example.com'], cc: ['Ada@Example.com'], subject: 'Later' },
  ]);
  const subjects = (address?: string) => new Emails(folder).list(address).map((email) => email.subject);
  expect(subjects()).toEqual(['Later', 'Hello']);
  expect(subjects('ada@')).toEqual(['Later', 'Hello']);
  expect(subjects('bola@')).toEqual(['Later']);
});

test('returns the same id and stores one email when a request is repeated after a restart', () => {
  const [id] = new Emails(folder).add([hello], 'order-1');
  const emails = new Emails(folder);
  expect(emails.add([hello], 'order-1')).toEqual([id]);
  expect(emails.list()).toHaveLength(1);
});

test('refuses an idempotency key that was used for another email', () => {
  const emails = new Emails(folder);
  emails.add([hello], 'order-1');
  expect(() => emails.add([{ ...hello, subject: 'Other' }], 'order-1')).toThrow(KeyReused);
  expect(emails.list()).toHaveLength(1);
});

test('loses no other email when the program is killed while it writes a line', () => {
  new Emails(folder).add([hello]);
  fs.appendFileSync(path.join(folder, 'emails.jsonl'), '\n{"emails":[{"from":"sho');
  const emails = new Emails(folder);
  expect(emails.list()).toHaveLength(1);
  emails.add([{ ...hello, subject: 'After' }]);
  expect(new Emails(folder).list().map((email) => email.subject)).toEqual(['After', 'Hello']);
});
