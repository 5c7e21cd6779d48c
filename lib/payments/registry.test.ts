import { expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';

vi.mock('./gateway', async (original) => ({
  ...(await original<typeof import('./gateway')>()),
  gatewayIds: ['paystack', 'paystack', 'paystack'],
}));
Object.assign(process.env, exampleEnv);
const { atEachGateway } = await import('./registry');

/** Runs at the three gateways; each adds one row or fails with its message. */
const runWith = (...problems: (string | null)[]) => {
  const left = problems.values();
  return atEachGateway(async () => {
    const problem = left.next().value;
    if (problem) throw new Error(problem);
    return { done: 1, failed: 2 };
  });
};

test('adds up the results of all gateways', async () => {
  expect(await runWith(null, null, null)).toEqual({ done: 3, failed: 6 });
});

test('throws the error of one gateway, and those of several together', async () => {
  await expect(runWith(null, 'first is down', null)).rejects.toThrow(/^first is down$/);
  await expect(runWith('first is down', null, 'third is down')).rejects.toThrow(
    'Error: first is down; Error: third is down',
  );
});
