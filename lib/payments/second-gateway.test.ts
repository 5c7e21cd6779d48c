import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

/*
 * What TypeScript says to a second gateway: tried on copies of lib, in which one is registered step by step. The database's side is
 * supabase/tests/second-gateway.test.ts.
 */

const root = path.join(import.meta.dirname, '..', '..');
const houses: string[] = [];
/** Three compilations take some seconds, and on a machine that is busy with other things as much longer as it likes. */
const PATIENCE_MS = 600_000;
afterAll(() => {
  for (const house of houses) fs.rmSync(house, { recursive: true });
}, PATIENCE_MS);

/** Puts `added` after `mark` in a file; a step that finds nothing to change is none. */
type Step = { file: string; mark: string; added: string };

const method: Step[] = [
  { file: 'lib/supabase/database.types.ts', mark: '"payment_method": "paystack"', added: ' | "acme"' },
  { file: 'lib/supabase/database.types.ts', mark: '"payment_method": ["paystack"', added: ', "acme"' },
];
const words: Step = {
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
/** Its folder: here one that speaks as the other does. */
const folder = `
import type { PaymentGateway } from '@/lib/payments/gateway';
import { paystackOf } from '@/lib/payments/paystack';
import type { PaystackSettings } from '@/lib/payments/paystack/settings';
export const acmeOf = (settings: PaystackSettings): PaymentGateway => ({ ...paystackOf(settings), id: 'acme' });
`;

/** The files at which the compiler stops once these steps are taken. */
async function stopsAt(steps: Step[]): Promise<string[]> {
  const house = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kedai-gateway-')));
  houses.push(house);
  fs.cpSync(path.join(root, 'lib'), path.join(house, 'lib'), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  fs.mkdirSync(path.join(house, 'lib/payments/acme'));
  fs.writeFileSync(path.join(house, 'lib/payments/acme/index.ts'), folder);
  for (const { file, mark, added } of steps) {
    const [before, ...after] = fs.readFileSync(path.join(house, file), 'utf8').split(mark);
    if (after.length !== 1) throw new Error(`${file} has ${mark} ${after.length} times`);
    fs.writeFileSync(path.join(house, file), `${before}${mark}${added}${after[0]}`);
  }
  const { compilerOptions } = JSON.parse(fs.readFileSync(path.join(root, 'tsconfig.json'), 'utf8'));
  // all that knows which gateways or payment methods there are, but for what leads to the components of emails
  const naming = fs
    .globSync('lib/**/*.ts', {
      cwd: house,
      exclude: ['**/*.test.ts', 'lib/{notifications,jobs,store,admin}/**', 'lib/payments/acme/**'],
    })
    .filter((file) =>
      /GATEWAYS|GatewayId|isGateway|gatewayIds|payment_method'/.test(
        fs.readFileSync(path.join(house, file), 'utf8'),
      ),
    );
  const files = [...naming, ...fs.globSync('lib/**/*.d.ts', { cwd: house })];
  const config = { compilerOptions: { ...compilerOptions, incremental: false, types: ['node'] }, files };
  fs.writeFileSync(path.join(house, 'tsconfig.json'), JSON.stringify(config));
  const output = await new Promise<string>((resolve) => {
    execFile(
      path.join(root, 'node_modules/.bin/tsc'),
      ['-p', house, '--pretty', 'false'],
      { cwd: house },
      (_, stdout) => resolve(stdout),
    );
  });
  return [
    ...new Set([...output.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file = '']) => file)),
  ].sort();
}

test(
  'the compiler finds each gap that a second gateway leaves, and nothing once it is registered',
  async () => {
    expect(
      await stopsAt(method),
      'a payment method without a name, which nobody moves by hand either',
    ).toEqual(['lib/orders/staff-words.ts', 'lib/settings/words.ts']);
    expect(await stopsAt([...method, words]), 'a gateway without an adapter').toEqual([
      'lib/payments/registry.ts',
    ]);
    expect(await stopsAt([...method, words, ...adapter])).toEqual([]);
  },
  PATIENCE_MS,
);
