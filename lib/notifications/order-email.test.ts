import { readdirSync, readFileSync } from 'node:fs';
import { render } from 'react-email';
import { describe, expect, test } from 'vitest';
import { OrderEmail } from '@/components/emails/order-email';
import { translatorFor } from '@/lib/messages/messages';
import type { Order, OrderAction } from '@/lib/orders/order';
import { type OrderEmailTemplate, orderEmailTemplate, orderEmailWords } from './order-email';

const t = translatorFor('en', 'email');
const id = '17a44a00-0001-4000-8000-000000000001';
const item: Order['items'][number] = {
  ...{ order_item_id: id, variant_id: id, position: 1, sku: 'SOAP', name: 'Soap', option_value: '100 g' },
  answers: [{ field_id: id, label: 'Stamp', value: 'Ada & Bola' }],
  ...{ image_src: null, unit_price_minor: 150_000, line_total_minor: 450_000 },
  ...{ quantity: 3, shipped_quantity: 0, cancelled_quantity: 0, returned_quantity: 0, refunded_quantity: 0 },
  ...{
    backordered_quantity: 0,
    backorder_on: null,
    left_quantity: 3,
    out_quantity: 0,
    tax_class: 'standard',
    refundable_quantity: 3,
  },
};
const order: Order = {
  ...{ order_id: id, number: '7K3M-Q2XD', shop: 'itanna', shop_name: 'Itanna', time_zone: 'Africa/Lagos' },
  ...{ state: 'confirmed', status: 'paid', payment_status: 'paid', version: 1, payment_method: 'paystack' },
  ...{
    currency: 'NGN',
    subtotal_minor: 450_000,
    shipping_minor: 0,
    cancelled_minor: 0,
    total_minor: 450_000,
  },
  ...{ paid_minor: 450_000, refunded_minor: 0, refunding_minor: 0, dispute_open: false, backordered: false },
  ...{
    in_transit: false,
    returned_all: false,
    email: 'ada@example.com',
    phone: '+2348031234567',
    name: 'Ada',
  },
  shipping_address: {
    ...{
      line1: '1 Street',
      line2: null,
      landmark: null,
      city: 'Yaba',
      region: null,
      postcode: null,
      country: 'NG',
    },
  },
  ...{ shipping_rate_name: 'Rider', note: null, hold_reason: null, hold_note: null, cancelled_by: null },
  ...{ cancel_reason: null, cancel_note: null },
  ...{ placed_at: '2026-11-25T10:00:00Z', expires_at: null, confirmed_at: null, shipped_at: null },
  ...{ delivered_at: null, completed_at: null, cancelled_at: null, archived_at: null, can_pay: false },
  is_refunded_by_hand: false,
  last_attempt: null,
  payment_refusal: null,
  ...{
    promised_until: null,
    is_unreserved: false,
    short_until: null,
    rest_until: null,
    items: [item],
    shipments: [],
    timeline: [],
    actions: [],
  },
  ...{ transfer: null, must_open_mail: false, history: null, delivery_failed_at: null, refused_at: null },
  ...{ payout: null, next_step: null, on_cancel: null, payment_steps: null },
};
const account = {
  ...{ bank: 'GTBank', account_name: 'Itanna', account_number: '0123456789' },
  ...{ instructions: null, qr_src: null, qr_label: null },
};
const byTransfer: Partial<Order> = {
  ...{ state: 'pending_payment', status: 'pending_payment', payment_method: 'bank_transfer' },
  ...{ paid_minor: 0, expires_at: '2026-11-26T09:30:00Z' },
  transfer: { can_submit: true, accounts: [account], proofs: [], accounts_changed_at: null },
};
const at = '2026-11-25T12:00:00Z';
const email = (template: OrderEmailTemplate, facts: Partial<Order> = {}, queuedAt = at) =>
  orderEmailWords(t, template, { ...order, ...facts }, queuedAt);

function entry(action: OrderAction, time: string, facts: Partial<Order['timeline'][number]>) {
  const nothing = {
    from: null,
    to: null,
    note: null,
    reason: null,
    by_name: null,
    amount_minor: null,
    currency: null,
    kind: null,
  };
  return { ...nothing, at: time, action, by: 'shop', ...facts };
}

test('every email that the database queues has a template', () => {
  const folder = new URL('../../supabase/migrations/', import.meta.url);
  const sql = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  // the second argument: a name, or a `case` of names
  const queued = [...sql.matchAll(/private\.notify\(\w+, (?:case .*? end|'[a-z_]+')/g)].flatMap(([call]) =>
    [...call.matchAll(/'([a-z_]+)'/g)].map(([, template]) => template),
  );
  expect(queued).toEqual(expect.arrayContaining(['order_placed', 'payout_details_changed']));
  expect(queued.length).toBeGreaterThan(12);
  expect(queued.filter((template) => !orderEmailTemplate.safeParse(template).success)).toEqual([]);
  for (const template of orderEmailTemplate.options) {
    const { subject, title, text } = email(template);
    expect(`${subject} ${title} ${text}`, template).not.toMatch(/undefined|null| {2}/);
  }
});

test('a refund email states the amount of its refund, even if it is sent after a later refund', () => {
  const refund = (time: string, amount_minor: number) =>
    entry('refund_succeeded', time, { amount_minor, currency: 'NGN' });
  const timeline = [
    refund('2026-11-25T11:00:00.1Z', 150_000),
    refund('2026-11-25T12:00:00.1Z', 300_000),
    refund('2026-11-25T13:00:00.1Z', 50_000),
  ];
  expect(email('order_refunded', { timeline }).title).toBe('Refund of ₦3,000 sent');
  expect(email('order_refunded', { timeline }, '2026-11-25T14:00:00Z').title).toBe('Refund of ₦500 sent');
});

test('a cancellation email states the refund, or that nothing was charged', () => {
  const ended = { state: 'cancelled' as const, cancelled_by: 'shopper' as const };
  expect(email('order_cancelled', { ...ended, refunding_minor: 450_000 }).text).toContain(
    '₦4,500 is on its way back to your original payment method. Banks take up to 10 working days to show it.',
  );
  expect(email('order_cancelled', { ...ended, paid_minor: 0 }).text).toContain('Nothing was charged');
  expect(email('order_cancelled', { ...ended, paid_minor: 0, payment_method: 'cod' }).text).not.toContain(
    'charged',
  );
  const late = { cancelled_by: 'system' as const, cancel_reason: 'not_paid' as const, paid_minor: 0 };
  expect(email('order_cancelled', late).text).toContain('The order was not paid in time.');
});

test("a partial shipment's email lists its items, and each email its own parcel", () => {
  const parcel = (shipped_at: string, tracking_number: string, quantity: number) => ({
    ...{
      shipment_id: id,
      carrier: 'GIG',
      tracking_number,
      tracking_url: null,
      shipped_at,
      delivered_at: null,
    },
    items: [{ order_item_id: id, quantity }],
  });
  const shipments = [parcel(at, 'FIRST', 2), parcel('2026-11-25T13:00:00Z', 'SECOND', 1)];
  const { subject, text } = email('order_shipped', { shipments });
  expect(subject).toBe('Part of order 7K3M-Q2XD is on its way');
  expect(text).toBe(
    'GIG has your parcel. Tracking number: FIRST. Items in this parcel: 2 × Soap, 100 g, Stamp: Ada & Bola.',
  );
  const whole = { shipments: [parcel(at, 'ONLY', 3)], items: [{ ...item, shipped_quantity: 3 }] };
  expect(email('order_shipped', whole).text).toBe('GIG has your parcel. Tracking number: ONLY.');
});

test('the email of a new online order links to the payment and states the deadline', () => {
  const placed = { expires_at: '2026-11-26T09:30:00Z', paid_minor: 0, can_pay: true };
  const { text, button } = email('order_placed', placed);
  expect(text).toContain('Please pay ₦4,500 by Nov 26, 2026, 10:30 AM.');
  expect(button).toBe('Open and pay your order');
});

test('asks for no payment if it is sent after the payment or the cancellation', () => {
  const transfer = { can_submit: false, accounts: [], proofs: [], accounts_changed_at: null };
  for (const late of [
    { can_pay: false },
    { can_pay: false, status: 'cancelled' as const },
    { ...byTransfer, transfer },
  ]) {
    const { subject, text, button } = email('order_placed', late);
    expect(`${subject} ${text} ${button}`).not.toMatch(/pay/i);
  }
});

test('the email of a rejected proof states the reason, and that another proof can be sent', () => {
  const timeline = [entry('reject_proof', at, { note: 'Nothing of this amount came' })];
  const { text, button, isToTransfer } = email('proof_rejected', { ...byTransfer, timeline });
  expect(text).toContain('Nothing of this amount came. You can send another proof by Nov 26, 2026, 10:30 AM');
  expect({ button, isToTransfer }).toEqual({ button: 'Send another proof', isToTransfer: true });
  const found = {
    ...byTransfer,
    transfer: { can_submit: false, accounts: [], proofs: [], accounts_changed_at: null },
    timeline,
  };
  expect(email('proof_rejected', found).text).not.toContain('another proof');
});

test('the email of a new transfer order states amount, account and reference, and links to the upload', () => {
  const { text, button, isToTransfer } = email('order_placed', byTransfer);
  expect(text).toContain('Send ₦4,500 to the account below by Nov 26, 2026, 10:30 AM, and write 7K3M-Q2XD');
  expect({ button, isToTransfer }).toEqual({ button: 'Upload proof of payment', isToTransfer: true });
  const nowhere = {
    ...byTransfer,
    transfer: { can_submit: true, accounts: [], proofs: [], accounts_changed_at: null },
  };
  expect(email('order_placed', nowhere).text).toContain(
    'Reply to this email, and we’ll tell you where to send the money.',
  );
});

test('says that the transfer was received, or asks for a reply if the order was cancelled', () => {
  expect(email('order_confirmed', { ...byTransfer, paid_minor: 450_000 }).title).toContain(
    'received your transfer',
  );
  const late = { cancelled_by: 'system' as const, cancel_reason: 'not_verified' as const };
  const { text } = email('order_cancelled', { ...byTransfer, ...late });
  expect(text).toBe(
    'We did not find your transfer in time. If you have already sent the money, reply to this email and we’ll find it.',
  );
});

describe('the email about the rest of a payment', () => {
  const rest_until = '2026-11-27T09:00:00Z';
  const short: Partial<Order> = { ...byTransfer, paid_minor: 300_000, rest_until };

  test('states what was received, what is missing, the account, the deadline and the upload', () => {
    expect(email('order_rest_due', short)).toEqual({
      subject: '₦1,500 is missing for order 7K3M-Q2XD',
      title: 'Part of your payment is missing',
      text: 'We’ve received ₦3,000 of ₦4,500. Please send the remaining ₦1,500 by Nov 27, 2026, 10:00 AM to the account below, and write 7K3M-Q2XD as the reference. Then press the button and upload your proof of payment.',
      button: 'Upload proof of payment',
      isToTransfer: true,
    });
  });

  test('says that no payment was received if it moved to another order; asks for no proof after shipping', () => {
    const moved = { ...short, paid_minor: 0 };
    expect(email('order_rest_due', moved)).toMatchObject({
      title: 'We have not received your payment',
      text: expect.stringContaining(
        'We have not received a payment for your order of ₦4,500. Please send ₦4,500 by',
      ),
    });
    const transfer = { can_submit: false, accounts: [account], proofs: [], accounts_changed_at: null };
    const { text, button, isToTransfer } = email('order_rest_due', { ...moved, state: 'shipped', transfer });
    expect(text).not.toContain('proof');
    expect({ button, isToTransfer }).toEqual({ button: 'View your order', isToTransfer: true });
  });

  test('links to the payment page for an online order', () => {
    const { text, button, isToTransfer } = email('order_rest_due', { paid_minor: 300_000, rest_until });
    expect(text).toContain('Please pay the remaining ₦1,500 by Nov 27, 2026, 10:00 AM. The button opens');
    expect({ button, isToTransfer }).toEqual({ button: 'Pay the rest', isToTransfer: false });
  });

  test('does not ask again if the rest arrived before the email was sent', () => {
    expect(email('order_rest_due').text).toContain('You no longer need to send it');
  });

  test('contains the account and the missing amount', async () => {
    const shown = async (facts: Partial<Order>) => {
      const words = email('order_rest_due', facts);
      const shop = { name: 'Itanna', locale: 'en-NG' };
      const element = OrderEmail({
        t,
        words,
        order: { ...order, ...facts },
        shop,
        url: 'https://itanna.example/o',
      });
      return (await render(element, { plainText: true })).replace(/\s+/g, ' ');
    };
    const left = { can_submit: false, accounts: [account], proofs: [], accounts_changed_at: null };
    for (const facts of [short, { ...short, state: 'shipped' as const, transfer: left }]) {
      expect(await shown(facts)).toMatch(/Amount: ₦1,500 Reference: 7K3M-Q2XD .*GTBank: 0123456789 Itanna/);
    }
    expect(await shown({ ...short, paid_minor: 450_000, rest_until: null })).not.toContain('0123456789');
    expect(await shown(short), 'shows the answers to the questions of an item').toContain(
      'Soap, 100 g ₦4,500 Stamp: Ada & Bola',
    );
  });
});

test('the email of a cash order asks for confirmation, with the deadline and the consequence', () => {
  const { text, button } = email('order_to_confirm', {
    ...{ state: 'requested', status: 'requested', payment_method: 'cod', paid_minor: 0 },
    expires_at: '2026-11-26T09:30:00Z',
  });
  expect(button).toBe('Open and confirm your order');
  expect(text).toContain('confirm it by Nov 26, 2026, 10:30 AM');
  expect(text).toContain('we send nothing and you owe nothing');
});

test('the email of a failed delivery states the next step and the cash to have ready', () => {
  const cash = { payment_method: 'cod' as const, paid_minor: 0 };
  expect(email('delivery_failed', cash).text).toContain('Please have ₦4,500 in cash ready.');
  expect(email('delivery_failed').text).not.toContain('cash');
});

describe('a manual refund', () => {
  const payout = {
    is_given: false,
    amounts: [{ amount_minor: 450_000, currency: 'NGN' }],
    refunding_minor: 450_000,
    must_open_mail: false,
  };
  const owed = { ...byTransfer, transfer: null, paid_minor: 450_000, refunding_minor: 450_000, payout };

  test('asks for a bank account, states the amount, and asks for no secret', () => {
    const { subject, text, button } = email('payout_details_wanted', owed);
    expect(subject).toBe('Where should we send your ₦4,500? Order 7K3M-Q2XD');
    expect(text).toContain('the bank, the account number and the name on the account');
    expect(text).toContain('never ask for a PIN');
    expect(button).toBe('Enter bank details');
  });

  test('does not ask again if the details arrived before the email was sent', () => {
    expect(email('payout_details_wanted', { payout: { ...payout, is_given: true } }).title).toBe(
      'We have your bank details',
    );
    expect(email('payout_details_wanted').text).toContain('No refund for this order is waiting');
  });

  test('does not claim to go to the original payment method', () => {
    const ended = { ...owed, state: 'cancelled' as const, cancelled_by: 'staff' as const };
    expect(email('order_cancelled', ended).text).toContain(
      'We’ll refund ₦4,500 to your bank account. Another email asks you where to send it.',
    );
    const mixed = { ...ended, refunding_minor: 500_000 };
    expect(email('order_cancelled', mixed).text).toContain(
      '₦500 is on its way back to your original payment method.',
    );
    const refunded = [entry('refund_succeeded', at, { amount_minor: 450_000, currency: 'NGN' })];
    const given = entry('give_payout_details', '2026-11-25T11:00:00Z', { by: 'shopper' });
    expect(email('order_refunded', { timeline: refunded }).text).toContain('to your original payment method');
    for (const facts of [
      { is_refunded_by_hand: true, timeline: refunded },
      { timeline: [given, ...refunded] },
    ]) {
      expect(email('order_refunded', facts).text).not.toContain('original payment method');
    }
  });

  test("notifies the order's email address of added and changed bank details, with the time", () => {
    expect(email('payout_details_given', owed).text).toContain('were added on Nov 25, 2026, 1:00 PM.');
    const { subject, text } = email('payout_details_changed', owed);
    expect(subject).toBe('Your bank details were changed, order 7K3M-Q2XD');
    expect(text).toContain('If this wasn’t you, reply to this email at once.');
  });
});
