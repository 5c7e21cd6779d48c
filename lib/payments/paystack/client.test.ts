import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { GatewayError, GatewayErrorKind, PaymentGateway } from '@/lib/payments/gateway';
import {
  answerJson,
  type Received,
  type ScriptedServer,
  scriptedServer,
} from '@/lib/payments/scripted-server';
import { paystack } from './index';

const SECRET = 'sk_test_contractofthewire';

const open: ScriptedServer[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

async function serve(answer: Parameters<typeof scriptedServer>[0]): Promise<ScriptedServer> {
  const server = await scriptedServer(answer);
  open.push(server);
  return server;
}

function gateway(baseUrl: string, timeoutMs = 2_000): PaymentGateway {
  return paystack({ secretKey: SECRET, baseUrl, timeoutMs });
}

function startCheckout(at: PaymentGateway, reference = 'KD-7K3MQ2XD-1') {
  return at.createCheckout({
    reference,
    money: { minor: 1_875_000, currency: 'GHS' },
    email: 'adaeze@example.com',
    orderNumber: '7K3M-Q2XD',
    returnUrl: 'https://shop.example.com/orders/return',
    cancelUrl: 'https://shop.example.com/checkout',
  });
}

async function refusal(promise: Promise<unknown>): Promise<GatewayError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome)) throw new Error(`Expected a refusal, got ${inspect(outcome.value)}`);
  expect(outcome.error).toMatchObject({ name: 'GatewayError' });
  return outcome.error as GatewayError;
}

describe('starting a checkout', () => {
  test('sends currency, amount and both return URLs as documented, and nothing else', async () => {
    const server = await serve((response, { body }) =>
      answerJson(response, 200, {
        status: true,
        message: 'Authorization URL created',
        data: {
          authorization_url: 'https://checkout.example.com/a1b2c3',
          access_code: 'a1b2c3',
          reference: JSON.parse(body).reference,
        },
      }),
    );
    expect(await startCheckout(gateway(server.url))).toEqual({ url: 'https://checkout.example.com/a1b2c3' });

    const [request] = server.received as [Received];
    expect(request).toMatchObject({ method: 'POST', path: '/transaction/initialize' });
    expect(request.headers.authorization).toBe(`Bearer ${SECRET}`);
    const { metadata, ...body } = JSON.parse(request.body);
    expect(body).toEqual({
      reference: 'KD-7K3MQ2XD-1',
      amount: '1875000',
      currency: 'GHS',
      email: 'adaeze@example.com',
      callback_url: 'https://shop.example.com/orders/return',
    });
    expect(JSON.parse(metadata)).toMatchObject({ cancel_action: 'https://shop.example.com/checkout' });
  });

  test('keeps the path of the base URL', async () => {
    const server = await serve((response) => answerJson(response, 400, { status: false, message: 'no' }));
    await refusal(gateway(`${server.url}/proxy`).fetchPayment('KD-1'));
    expect(server.received[0]?.path).toBe('/proxy/transaction/verify/KD-1');
  });

  test('refuses an answer about another reference', async () => {
    const data = {
      authorization_url: 'https://checkout.example.com/x',
      access_code: 'x',
      reference: 'KD-OTHER-1',
    };
    const server = await serve((response) =>
      answerJson(response, 200, { status: true, message: 'ok', data }),
    );
    expect(await refusal(startCheckout(gateway(server.url)))).toMatchObject({ kind: 'unknown_outcome' });
  });

  test('does not send amounts below the minimum or unsupported currencies', async () => {
    const server = await serve((response) => answerJson(response, 200, {}));
    const at = gateway(server.url);
    const checkout = (minor: number, currency: string) =>
      at.createCheckout({
        reference: 'KD-1',
        money: { minor, currency },
        email: 'a@example.com',
        orderNumber: '1',
        returnUrl: 'https://shop.example.com',
        cancelUrl: 'https://shop.example.com',
      });
    expect(await refusal(checkout(4_999, 'NGN'))).toMatchObject({ kind: 'amount_out_of_range' });
    expect(await refusal(checkout(5_000, 'MYR'))).toMatchObject({ kind: 'currency_not_supported' });
    await expect(checkout(12_500.5, 'NGN')).rejects.toThrow(RangeError);
    expect(server.received).toHaveLength(0);
  });
});

describe('references', () => {
  test.each(['../refund', '..', '.', 'a/b', 'a?b', 'a#b', 'a%2Fb', 'a b', '', 'x'.repeat(101)])(
    'never puts the reference %j into a path',
    async (reference) => {
      const server = await serve((response) => answerJson(response, 200, {}));
      expect(await refusal(gateway(server.url).fetchPayment(reference))).toMatchObject({
        kind: 'validation',
      });
      expect(await refusal(startCheckout(gateway(server.url), reference))).toMatchObject({
        kind: 'validation',
      });
      expect(server.received).toHaveLength(0);
    },
  );
});

describe('a broken connection', () => {
  test('sends one request only, and reports an unknown outcome after a reset', async () => {
    const server = await serve((response) => response.destroy());
    expect(await refusal(startCheckout(gateway(server.url)))).toMatchObject({ kind: 'unknown_outcome' });
    await pause(1_200); // the package would retry after about a second
    expect(server.received).toHaveLength(1);
  });

  test('reports a failed read as unavailable', async () => {
    const server = await serve((response) => response.destroy());
    expect(await refusal(gateway(server.url).fetchPayment('KD-1'))).toMatchObject({ kind: 'unavailable' });
  });

  test('reports a refused connection as unavailable', async () => {
    const server = await serve(() => {});
    await server.close();
    expect(await refusal(startCheckout(gateway(server.url)))).toMatchObject({ kind: 'unavailable' });
    expect(await refusal(gateway(server.url).fetchPayment('KD-1'))).toMatchObject({ kind: 'unavailable' });
  });

  test.each([
    ['no answer at all', (): void => {}],
    [
      'an answer that stops in the middle',
      (response: Parameters<typeof answerJson>[0]): void => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"status":true,');
      },
    ],
    [
      'an answer that is cut off in the middle',
      (response: Parameters<typeof answerJson>[0]): void => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"status":true,', () => response.destroy());
      },
    ],
  ])('%s: gives up in time', async (_name, answer) => {
    const server = await serve(answer);
    const started = performance.now();
    const [checkout, payment] = await Promise.all([
      refusal(startCheckout(gateway(server.url, 400))),
      refusal(gateway(server.url, 400).fetchPayment('KD-1')),
    ]);
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(checkout).toMatchObject({ kind: 'unknown_outcome' });
    expect(payment).toMatchObject({ kind: 'unavailable' });
    expect(server.received).toHaveLength(2);
  });
});

describe('redirects', () => {
  test.each([302, 303, 307, 308])(
    'does not follow a %i, and does not send the key elsewhere',
    async (status) => {
      const elsewhere = await serve((response) => answerJson(response, 200, { status: true, message: 'ok' }));
      const server = await serve((response, { path }) =>
        response.writeHead(status, { location: `${elsewhere.url}${path}` }).end(),
      );
      expect(await refusal(startCheckout(gateway(server.url)))).toMatchObject({ kind: 'unknown_outcome' });
      expect(await refusal(gateway(server.url).fetchPayment('KD-1'))).toMatchObject({ kind: 'unavailable' });
      expect(elsewhere.received).toHaveLength(0);
      expect(server.received).toHaveLength(2);
    },
  );
});

describe('refusals', () => {
  const words = (message: string, code?: string) =>
    JSON.stringify({ status: false, message, ...(code && { type: 'validation_error', code }) });
  const table: [number, string, GatewayErrorKind, GatewayErrorKind][] = [
    [
      400,
      words('Duplicate Transaction Reference', 'duplicate_reference'),
      'duplicate_reference',
      'duplicate_reference',
    ],
    [400, words('Invalid Email Address Passed', 'invalid_email_address'), 'email_refused', 'email_refused'],
    [400, words('"email" must be a valid email', 'invalid_params'), 'email_refused', 'email_refused'],
    [400, words('Email is not allowed to be empty'), 'email_refused', 'email_refused'],
    [
      400,
      words('Transaction amount limit exceeded', 'invalid_amount'),
      'amount_out_of_range',
      'amount_out_of_range',
    ],
    [400, words('Invalid Amount Sent'), 'amount_out_of_range', 'amount_out_of_range'],
    [400, words('Invalid callback url', 'invalid_params'), 'validation', 'validation'],
    // an unexpected message is still an answer
    [400, '{"status":false,"message":{"text":"no"},"code":7}', 'validation', 'validation'],
    [401, words('Invalid key', 'invalid_Key'), 'auth', 'auth'],
    [403, words('Currency not supported by merchant'), 'currency_not_supported', 'currency_not_supported'],
    [403, words('Your account may not do this'), 'auth', 'auth'],
    [404, words('Invalid Subaccount.'), 'validation', 'validation'],
    [422, words('Invalid state', 'invalid_params'), 'validation', 'validation'],
    [429, words('Rate limit exceeded'), 'rate_limited', 'rate_limited'],
    [403, '<html>Blocked</html>', 'unavailable', 'unavailable'],
    [404, 'not found', 'unavailable', 'unavailable'],
    [500, words('An error occurred'), 'unknown_outcome', 'unavailable'],
    [502, '<html>502 Bad Gateway</html>', 'unknown_outcome', 'unavailable'],
    [503, '', 'unknown_outcome', 'unavailable'],
    [200, words('Something went wrong'), 'unknown_outcome', 'unavailable'],
    [200, '<html>Welcome to the Wi-Fi of this hotel</html>', 'unknown_outcome', 'unavailable'],
    [200, '', 'unknown_outcome', 'unavailable'],
    [200, '{"status":true,"message":"ok"}', 'unknown_outcome', 'unavailable'],
    [200, '[]', 'unknown_outcome', 'unavailable'],
  ];
  test.each(table)('%i %s', async (status, body, forCheckout, forPayment) => {
    const server = await serve((response) => response.writeHead(status).end(body));
    expect(await refusal(startCheckout(gateway(server.url)))).toMatchObject({ kind: forCheckout });
    expect(await refusal(gateway(server.url).fetchPayment('KD-1'))).toMatchObject({ kind: forPayment });
    await pause(50);
    expect(server.received).toHaveLength(2);
  });

  test('keeps the status, the code and the retry delay', async () => {
    const server = await serve((response) =>
      response.writeHead(429, { 'x-ratelimit-reset': '30' }).end(words('Slow down', 'rate_limited')),
    );
    const { info } = await refusal(gateway(server.url).fetchPayment('KD-1'));
    expect(info).toEqual({ gateway: 'paystack', http: 429, code: 'rate_limited', retryAfterMs: 30_000 });
  });

  test('errors never contain the key', async () => {
    const server = await serve((response) => response.destroy());
    const error = await refusal(startCheckout(gateway(server.url)));
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(SECRET);
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
