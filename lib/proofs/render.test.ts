import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { pdf } from './fixtures/drawings';
import { type Rendered, render, type Sender } from './render';

const newSender = (client: string | null = null): Sender => ({ order: randomUUID(), client });
const draw = (bytes: Uint8Array, sender = newSender()) => render({ format: 'pdf', bytes }, sender);

/** A page that takes longer to render than allowed: it is painted over and over again. */
function heavy(): Buffer {
  const content = '1 0 0 rg 0 0 595 842 re f '.repeat(100_000);
  return Buffer.from(`%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>> endobj
4 0 obj <</Length ${content.length}>> stream
${content}
endstream endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF
`);
}

test('renders normal files without waiting for earlier heavy ones, which time out one after the other', {
  timeout: 240_000,
}, async () => {
  const ended: [string, number][] = [];
  const startedAt = performance.now();
  const noted = (name: string, rendered: Promise<Rendered>) =>
    rendered.then((outcome) => {
      ended.push([name, (performance.now() - startedAt) / 1000]);
      return outcome;
    });
  const bad = [1, 2, 3].map((number) => noted(`heavy ${number}`, draw(heavy())));
  const heic = readFileSync(new URL('fixtures/receipt.heic', import.meta.url));
  const good = [
    noted('pdf', draw(pdf())),
    noted('heic', render({ format: 'heic', bytes: heic }, newSender())),
  ];
  for (const outcome of await Promise.all(good)) expect(outcome).toHaveProperty('pages');
  expect(ended.map(([name]) => name).sort()).toEqual(['heic', 'pdf']);
  expect(Math.max(...ended.map(([, seconds]) => seconds))).toBeLessThan(40);
  for (const outcome of await Promise.all(bad)) expect(outcome).toEqual({ refused: 'picture_too_large' });
  expect(await draw(pdf()), 'the next file').toHaveProperty('pages');
});

const tooMany = { refused: 'too_many_files' };

/**
 * The results that arrive before anything can have been rendered. Waits for the other files too, which would count
 * towards the limits of the next test.
 */
async function endedAtOnce(drawn: Promise<Rendered>[]): Promise<Rendered[]> {
  const ended: Rendered[] = [];
  for (const each of drawn) void each.then((outcome) => ended.push(outcome));
  await setImmediate();
  const first = [...ended];
  await Promise.all(drawn);
  return first;
}

test('refuses a third file of one order, and a fifth of one address, immediately', {
  timeout: 120_000,
}, async () => {
  const order = newSender();
  expect(await endedAtOnce(Array.from({ length: 3 }, () => draw(pdf(), order)))).toEqual([tooMany]);
  const five = Array.from({ length: 5 }, () => draw(pdf(), newSender('203.0.113.1')));
  expect(await endedAtOnce([...five, draw(pdf(), newSender('203.0.113.2'))])).toEqual([tooMany]);
});

test('accepts at most ten files at a time', { timeout: 120_000 }, async () => {
  expect(await endedAtOnce(Array.from({ length: 12 }, () => draw(pdf())))).toEqual([tooMany, tooMany]);
});
