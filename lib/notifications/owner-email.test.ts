import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import {
  type OwnerEmailPayload,
  ownerEmailPayload,
  ownerEmailTemplate,
  ownerEmailWords,
} from './owner-email';

const shop = { name: 'Ìtànná', currency: 'NGN', time_zone: 'Africa/Lagos', locale: 'en' };
const account = {
  ...{ bank: 'Zenith', account_name: 'Itanna Limited', account_number: '9876543210' },
  ...{ instructions: null, qr_src: null, qr_label: null },
};
const payload: OwnerEmailPayload = {
  ...{ at: '2026-11-25T10:00:00Z', by: 'Tunde Bello', by_role: 'admin', account },
  ...{ table: 'shop_settings', old: {}, new: {} },
};
const tomorrow = '2026-11-26T10:00:00Z';
const email = (
  template: (typeof ownerEmailTemplate.options)[number],
  facts: Partial<OwnerEmailPayload> = {},
) =>
  ownerEmailWords(
    translatorFor('en', 'email'),
    template,
    ownerEmailPayload.parse({ ...payload, ...facts }),
    shop,
  );

test('every email that the database queues for owners has a template', () => {
  const folder = new URL('../../supabase/migrations/', import.meta.url);
  const sql = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const calls = [...sql.matchAll(/perform private\.notify_owners\(([\s\S]*?)jsonb_build_object/g)];
  const queued = calls.flatMap(([, args = '']) => [...args.matchAll(/'([a-z_]+)'/g)].map(([, name]) => name));
  expect([...new Set(queued)].sort()).toEqual(ownerEmailTemplate.options.toSorted());
});

test.each(ownerEmailTemplate.options)(
  '%s states who, when and what to do, and its subject contains no account number',
  (template) => {
    const { subject, title, text, advice } = email(template, { shown_from: tomorrow });
    expect(text).toContain('Tunde Bello (admin)');
    expect(text).toContain('Nov 25, 2026, 11:00 AM');
    expect(advice).toContain('change your password');
    expect(subject).toContain('Ìtànná');
    expect(subject).not.toMatch(/\d/);
    expect(`${subject} ${title} ${text} ${advice}`).not.toMatch(/undefined|null| {2}/);
  },
);

test('a replaced account lists the old and new details, the start and the advice', () => {
  const before = {
    ...account,
    bank: 'GTBank',
    account_number: '0123456789',
    qr_src: '/a.png',
    qr_label: 'NQR',
  };
  const { text, facts, advice } = email('account_replaced', {
    before,
    account: { ...account, qr_src: '/b.png' },
    shown_from: tomorrow,
  });
  expect(facts).toEqual([
    { label: 'Bank', value: 'Zenith', before: 'GTBank' },
    { label: 'Account number', value: '9876543210', before: '0123456789' },
    { label: 'Name on the account', value: 'Itanna Limited' },
    { label: 'QR code', value: 'None', before: 'NQR' },
    { label: 'Picture of the QR code', value: 'Another picture', before: 'Shown' },
  ]);
  expect(text).toContain('Customers see it from Nov 26, 2026, 11:00 AM, unless it is withdrawn before then.');
  expect(text).toContain('Until then they see the old details.');
  expect(advice).toContain('withdraw the change under Settings');
});

test('the first account of a shop is shown immediately', () => {
  const { text, advice } = email('account_added', { shown_from: payload.at });
  expect(text).toContain('Customers see it now.');
  expect(advice).toContain('hide the account');
});

test('settings have the labels and values of their page', () => {
  const changed = (facts: Partial<OwnerEmailPayload>) => {
    const { title, facts: lines } = email('settings_changed', facts);
    return [title, ...lines.map(({ label, value, before }) => `${label}: ${before} → ${value}`)];
  };
  const settings = (old: object, now: object) => ({ old, new: now }) as Partial<OwnerEmailPayload>;
  expect(
    changed(
      settings(
        {
          ...{ refund_approval_above_minor: null, separation_of_duties: true, payment_window: '24:00:00' },
          reserve_share: 0.5,
        },
        {
          ...{
            refund_approval_above_minor: 2_000_000,
            separation_of_duties: null,
            payment_window: '01:00:00',
          },
          reserve_share: 0.29,
        },
      ),
    ),
  ).toEqual([
    'Deadlines and approvals changed',
    'Refunds above this need a second person: No limit → ₦20,000',
    'Require two people: On → Automatic',
    'Time to pay for an order: 24 hours → 1 hour',
    'Largest share of stock for unpaid orders of one customer: 50% → 29%',
  ]);
  expect(
    changed({
      ...{ table: 'payment_methods', method: 'cod' },
      ...settings(
        { is_enabled: true, regions: ['Lagos', 'FCT'], max_refusals: 2, stock_policy: 'deduct_now' },
        { is_enabled: false, regions: null, max_refusals: null, stock_policy: 'untracked' },
      ),
    }),
  ).toEqual([
    'The payment method Cash on delivery changed',
    'Offered at checkout: On → Off',
    'Regions for cash: Lagos, FCT → Everywhere',
    'No more cash after refusals: 2 → No limit',
    'Stock: Taken at once → Not tracked',
  ]);
});
