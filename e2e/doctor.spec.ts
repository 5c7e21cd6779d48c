import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, runCron, sql, test } from './fixtures';
import { openCheckout, placeOrder, readOrder, simulator } from './orders';

test.describe.configure({ mode: 'serial' });

const run = promisify(execFile);

/** Runs `npm run doctor` on the shop under test. Returns its exit code and output. */
async function runDoctor(): Promise<{ code: number; output: string }> {
  return run('npm', ['run', '--silent', 'doctor'], { env: process.env }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout }) => ({ code, output: stdout }),
  );
}

/** The lines of failed checks. */
const failedChecks = (output: string) => output.split('\n').filter((line) => line.startsWith('✗'));

test('the doctor passes on a shop with orders, and reports a row that was changed by hand', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  await runCron();
  // Other tests leave open exceptions and given-up emails on purpose, so the checks for those are ignored.
  const before = await runDoctor();
  const failures = failedChecks(before.output).filter(
    (line) => !/decided in time|given up|end in time/.test(line),
  );
  expect(failures, before.output).toEqual([]);

  await sql()`update orders set paid_minor = paid_minor - 1 where id = ${order.order_id}`;
  const after = await runDoctor();
  expect(after.code).toBe(1);
  expect(failedChecks(after.output)).toContainEqual(expect.stringContaining('Payment totals match'));
  expect(after.output).toContain(order.number);
  await sql()`update orders set paid_minor = paid_minor + 1 where id = ${order.order_id}`;
});
