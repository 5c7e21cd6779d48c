import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { paystack } from '../../lib/payments/paystack/index.ts';
import { scriptedServer } from '../../lib/payments/scripted-server.ts';
import { startPaystack } from './server.ts';

export const SECRET = 'sk_test_simulatedmerchant';

/**
 * For tests: a minimal shop, made of Kedai's gateway adapter and a webhook receiver, with its own simulator. All
 * calls go over HTTP, as in production.
 */
export async function testShop() {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'paystack '));
  /** The statuses with which the receiver answers the next webhooks; 200 once the list is empty. */
  const answers: number[] = [];
  const receiver = await scriptedServer((response) => response.writeHead(answers.shift() ?? 200).end());
  const simulator = await startPaystack({
    port: 0,
    secretKey: SECRET,
    stateDir,
    webhookUrl: `${receiver.url}/webhooks`,
  });
  const gateway = paystack({ secretKey: SECRET, baseUrl: simulator.url, timeoutMs: 1_000 });
  let references = 0;

  /** Starts a checkout of 18,750.00 and returns its reference and the page's URL. */
  async function begin(currency = 'NGN') {
    references += 1;
    const reference = `KD-${Date.now()}-${references}`;
    const { url } = await gateway.createCheckout({
      reference,
      money: { minor: 1_875_000, currency },
      email: 'adaeze@example.com',
      orderNumber: '7K3M-Q2XD',
      returnUrl: `${receiver.url}/return?from=paystack`,
      cancelUrl: `${receiver.url}/checkout`,
    });
    return { reference, url };
  }

  /** Starts a checkout, pays it by card and returns the reference. */
  async function payment(card = '4084084084084081'): Promise<string> {
    const { reference } = await begin();
    await control('/pay', { reference, card });
    return reference;
  }

  function control(path: string, body: unknown) {
    return request('POST', `${simulator.url}/control${path}`, body).then(({ status, body: answer }) => {
      if (status !== 200) throw new Error(`/control${path} answered ${status}: ${JSON.stringify(answer)}`);
      return answer;
    });
  }

  /** Waits for `count` webhooks that contain `text` and returns all that have arrived, in order of arrival. */
  async function webhooks(text: string, count: number) {
    const about = () => receiver.received.filter(({ body }) => body.includes(text));
    const deadline = Date.now() + 4_000;
    while (about().length < count && Date.now() < deadline) await pause(20);
    await pause(120);
    return about().map(({ body, headers }) => {
      const signature = headers['x-paystack-signature'];
      const genuine = signature === createHmac('sha512', SECRET).update(body).digest('hex');
      return { ...JSON.parse(body), body, signature, genuine };
    });
  }

  async function close(): Promise<void> {
    await simulator.close();
    await receiver.close();
    await rm(stateDir, { recursive: true });
  }

  return { url: simulator.url, receiver, answers, gateway, begin, payment, control, webhooks, close };
}

/** Sends JSON with the shop's key. */
export async function request(method: string, url: string, body?: unknown) {
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' };
  const answer = await fetch(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
