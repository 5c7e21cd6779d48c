import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pause, request, testShop } from './test-shop.ts';

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
afterEach(() => shop.control('/calm', {}));
afterAll(() => shop.close());

/** Submits a form of the payment page and returns the redirect's target. */
async function submit(url: string, action: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(`${url}/${action}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

function card(number: string) {
  return { number, expiry: '12/30', cvv: '408' };
}

describe('the payment page', () => {
  test('a card payment redirects with both reference parameters and sends a signed webhook', async () => {
    const { reference, url } = await shop.begin();
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({
      state: 'open',
      amountMinor: 1_875_000,
    });
    expect(await (await fetch(url)).text()).toContain('₦18,750.00');

    const back = await submit(url, 'card', card('4084 0840 8408 4081'));
    expect(back).toBe(`${shop.receiver.url}/return?from=paystack&trxref=${reference}&reference=${reference}`);
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({
      state: 'paid',
      mode: 'test',
      amountMinor: 1_875_000,
      chargedMinor: 1_875_000,
      currency: 'NGN',
      channel: 'card',
    });
    const [{ body, signature }] = await shop.webhooks(reference, 1);
    const headers = new Headers({ 'x-paystack-signature': signature });
    const event = shop.gateway.verifyWebhook(new TextEncoder().encode(body), headers);
    expect(event).toMatchObject({ type: 'charge.success', reference });
  });

  test.each([
    ['5060666666666666666', 'Declined'],
    ['4084080000005408', 'Declined'],
    ['4084080000670037', 'Insufficient Funds'],
  ])('card %s is declined with “%s”, and the shopper can pay with another card', async (number, reason) => {
    const { reference, url } = await shop.begin();
    const here = await submit(url, 'card', card(number));
    expect(await (await fetch(new URL(here, url))).text()).toContain(reason);
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'failed', reason });
    await submit(url, 'card', card('4084084084084081'));
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid', reason: null });
    expect(await shop.webhooks(reference, 1)).toMatchObject([
      { event: 'charge.success', data: { reference } },
    ]);
  });

  test('a card with PIN, phone and code steps fails on a wrong PIN and pays with correct input', async () => {
    const { reference, url } = await shop.begin();
    await submit(url, 'card', card('507850785078507804'));
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'processing' });
    await submit(url, 'step', { answer: '9999' });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({
      state: 'failed',
      reason: 'Incorrect PIN',
    });
    await submit(url, 'card', card('507850785078507804'));
    for (const answer of ['0000', '08031234567', '123456']) await submit(url, 'step', { answer });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid' });
  });

  test.each([
    ['an invalid card number', { ...card('12') }, 'Enter the number on the card.'],
    ['an expired card', { ...card('4084084084084081'), expiry: '01/20' }, 'This card has expired.'],
    ['an invalid CVV', { ...card('4084084084084081'), cvv: 'abc' }, 'Enter the three digits'],
  ])('%s shows an error and does not count as an attempt', async (_name, fields, words) => {
    const { reference, url } = await shop.begin();
    const here = await submit(url, 'card', fields);
    expect(await (await fetch(new URL(here, url))).text()).toContain(words);
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'open' });
  });

  test('a delayed transfer arrives automatically', async () => {
    await shop.control('', { pace: { transfer_ms: 300 } });
    const { reference, url } = await shop.begin();
    await submit(url, 'transfer', { sent: 'later' });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({
      state: 'processing',
      channel: 'bank_transfer',
    });
    expect(await shop.webhooks(reference, 1)).toMatchObject([
      { event: 'charge.success', data: { channel: 'bank_transfer' } },
    ]);
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid' });
    const answer = await fetch(`${url}?waiting=1`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain(`reference=${reference}`);
  });

  test('a transfer of a wrong amount is rejected with an event that has no reference', async () => {
    const { reference, url } = await shop.begin();
    await submit(url, 'transfer', { sent: 'wrong_amount' });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'processing' });
    const snapshot = await shop.gateway.fetchPayment(reference);
    const [rejected] = await shop.webhooks(`"transaction_id":"${snapshot?.transactionId}"`, 1);
    expect(rejected).toMatchObject({
      event: 'bank.transfer.rejected',
      data: { bank_transfer: { amount: '1874900' } },
    });
    expect(JSON.stringify(rejected)).not.toContain(reference);
  });

  test('a mobile money prompt can be approved after it was ignored', async () => {
    const { reference, url } = await shop.begin('GHS');
    await submit(url, 'prompt', { phone: '024 123 4567' });
    await submit(url, 'prompt/answer', { answer: 'ignore' });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({
      state: 'processing',
      channel: 'mobile_money',
    });
    await submit(url, 'prompt/answer', { answer: 'approve' });
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'paid', currency: 'GHS' });
  });

  test('an unanswered prompt expires and the payment fails', async () => {
    await shop.control('', { pace: { prompt_ms: 100 } });
    const { reference, url } = await shop.begin('KES');
    await submit(url, 'prompt', { phone: '0712345678' });
    await pause(400);
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'failed' });
    expect(await shop.webhooks(reference, 0)).toEqual([]);
  });

  test('cancelling leads back to the shop and changes nothing', async () => {
    const { reference, url } = await shop.begin();
    const answer = await fetch(`${url}/cancel`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`${shop.receiver.url}/checkout`);
    expect(await shop.gateway.fetchPayment(reference)).toMatchObject({ state: 'open' });
  });

  test('escapes HTML in the shop’s metadata', async () => {
    const body = {
      email: 'adaeze@example.com',
      amount: 5_000,
      metadata: JSON.stringify({
        custom_fields: [{ display_name: 'Order', value: '<script>alert(1)</script>' }],
      }),
    };
    const { body: answer } = await request('POST', `${shop.url}/transaction/initialize`, body);
    const page = await (await fetch(answer.data.authorization_url)).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>alert');
  });
});
