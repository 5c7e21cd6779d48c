import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, runCron, sql, test } from './fixtures';
import { openCheckout, placeOrder, readOrder, simulator } from './orders';

test.describe.configure({ mode: 'serial' });

const run = promisify(execFile);

/** What `npm run doctor` says about the shop under test, and how it ends. */
async function examine(): Promise<{ code: number; output: string }> {
  return run('npm', ['run', '--silent', 'doctor'], { env: process.env }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout }) => ({ code, output: stdout }),
  );
}

/** The lines about what is broken. */
const broken = (output: string) => output.split('\n').filter((line) => line.startsWith('✗'));

test('the doctor finds nothing in a shop that was worked in, and sees a row that somebody changed by hand', async () => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  await runCron();
  // other journeys leave questions and dead letters behind on purpose; they are none of the promises
  const before = await examine();
  const promises = broken(before.output).filter((line) => !/decided in time|given up|end in time/.test(line));
  expect(promises, before.output).toEqual([]);

  await sql()`update orders set paid_minor = paid_minor - 1 where id = ${order.order_id}`;
  const after = await examine();
  expect(after.code).toBe(1);
  expect(broken(after.output)).toContainEqual(expect.stringContaining('Payment totals match'));
  expect(after.output).toContain(order.number);
  await sql()`update orders set paid_minor = paid_minor + 1 where id = ${order.order_id}`;
});
