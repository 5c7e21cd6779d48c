import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

/*
 * Checks what the compiler reports for a second gateway, on copies of lib in which it is registered step by step. For
 * the database's side, see supabase/tests/second-gateway.test.ts.
 */

const root = path.join(import.meta.dirname, '..', '..');
const copies: string[] = [];
/** Three compilations take some seconds, and much longer on a busy machine. */
const TIMEOUT_MS = 600_000;
afterAll(() => {
  for (const copy of copies) fs.rmSync(copy, { recursive: true });
}, TIMEOUT_MS);

/** Inserts `added` after `mark`, which must occur exactly once in the file. */
type Step = { file: string; mark: string; added: string };

const method: Step[] = [
  { file: 'lib/supabase/database.types.ts', mark: '"payment_method": "paystack"', added: ' | "acme"' },
  { file: 'lib/supabase/database.types.ts', mark: '"payment_method": ["paystack"', added: ', "acme"' },
];
const displayName: Step = {
  file: 'lib/payments/gateway.ts',
  mark: `paystack: 'Paystack'`,
  added: `, acme: 'Acme'`,
};
const adapter: Step[] = [
  { file: 'lib/payments/registry.ts', mark: 'paystack: paystackOf,', added: ' acme: acmeOf,' },
  {
    file: 'lib/payments/registry.ts',
    mark: `import 'server-only';`,
    added: `\nimport { acmeOf } from './acme';`,
  },
];
/** Its folder: an adapter that wraps the existing one. */
const folder = `
import type { PaymentGateway } from '@/lib/payments/gateway';
import { paystackOf } from '@/lib/payments/paystack';
import type { PaystackSettings } from '@/lib/payments/paystack/settings';
export const acmeOf = (settings: PaystackSettings): PaymentGateway => ({ ...paystackOf(settings), id: 'acme' });
`;

/** The files with compiler errors after these steps. */
async function failingFiles(steps: Step[]): Promise<string[]> {
  const copy = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kedai-gateway-')));
  copies.push(copy);
  fs.cpSync(path.join(root, 'lib'), path.join(copy, 'lib'), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  fs.mkdirSync(path.join(copy, 'lib/payments/acme'));
  fs.writeFileSync(path.join(copy, 'lib/payments/acme/index.ts'), folder);
  for (const { file, mark, added } of steps) {
    const [before, ...after] = fs.readFileSync(path.join(copy, file), 'utf8').split(mark);
    if (after.length !== 1) throw new Error(`${file} has ${mark} ${after.length} times`);
    fs.writeFileSync(path.join(copy, file), `${before}${mark}${added}${after[0]}`);
  }
  const { compilerOptions } = JSON.parse(fs.readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
  // all files that list gateways or payment methods, except those that import email components
  const relevant = fs
    .globSync('lib/**/*.ts', {
      cwd: copy,
      exclude: ['**/*.test.ts', 'lib/{notifications,jobs,store,admin}/**', 'lib/payments/acme/**'],
    })
    .filter((file) =>
      /GATEWAYS|GatewayId|isGateway|gatewayIds|payment_method'/.test(
        fs.readFileSync(path.join(copy, file), 'utf8'),
      ),
    );
  const files = [...relevant, ...fs.globSync('lib/**/*.d.ts', { cwd: copy })];
  const config = { compilerOptions: { ...compilerOptions, incremental: false, types: ['node'] }, files };
  fs.writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify(config));
  const output = await new Promise<string>((resolve) => {
    execFile(
      path.join(root, 'node_modules/.bin/tsc'),
      ['-p', copy, '--pretty', 'false'],
      { cwd: copy },
      (_, stdout) => resolve(stdout),
    );
  });
  return [
    ...new Set([...output.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file = '']) => file)),
  ].sort();
}

test(
  'the compiler finds every missing part of a second gateway, and accepts it once registered',
  async () => {
    expect(await failingFiles(method), 'a payment method of a gateway, without a name').toEqual([
      'lib/orders/staff-words.ts',
      'lib/settings/words.ts',
    ]);
    expect(await failingFiles([...method, displayName]), 'a gateway without an adapter').toEqual([
      'lib/payments/registry.ts',
    ]);
    expect(await failingFiles([...method, displayName, ...adapter])).toEqual([]);
  },
  TIMEOUT_MS,
);
