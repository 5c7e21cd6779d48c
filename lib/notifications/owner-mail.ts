import { z } from 'zod';
import { formatMoney } from '@/lib/money';
import { paymentMethod } from '@/lib/orders/order';
import { timeText } from '@/lib/orders/shopper-words';
import { paymentMethodWords, roleWords } from '@/lib/orders/staff-words';
import { durationOf } from '@/lib/settings/duration';
import { policyWords } from '@/lib/settings/words';
import type { Database } from '@/lib/supabase/database.types';

/** The emails that the database queues for the owners of a shop: somebody changed where money goes, or who has to approve it. */
export const ownerMailTemplate = z.enum([
  'account_added',
  'account_replaced',
  'account_approved',
  'account_withdrawn',
  'account_hidden',
  'settings_changed',
]);
export type OwnerMailTemplate = z.infer<typeof ownerMailTemplate>;

const account = z.object({
  bank: z.string(),
  account_name: z.string(),
  account_number: z.string(),
  instructions: z.string().nullable(),
  qr_src: z.string().nullable(),
  qr_label: z.string().nullable(),
});
type Account = z.infer<typeof account>;

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();
type Value = z.infer<typeof value>;

/** As private.notify_owners writes it. */
export const ownerMailPayload = z.object({
  at: z.iso.datetime({ offset: true }),
  by: z.string().nullable(),
  by_role: z.string(),
  account: account.nullish(),
  /** what the account replaces */
  before: account.nullish(),
  shown_from: z.iso.datetime({ offset: true }).nullish(),
  table: z.string().nullish(),
  method: paymentMethod.nullish(),
  old: z.record(z.string(), value).nullish(),
  new: z.record(z.string(), value).nullish(),
});
export type OwnerMailPayload = z.infer<typeof ownerMailPayload>;

/** `facts`: what it is now, and what it was before where that differs. `advice`: what to do if nobody agreed to it. */
export type OwnerMailWords = {
  subject: string;
  title: string;
  text: string;
  facts: { label: string; value: string; before?: string }[];
  advice: string;
};

type Shop = { name: string; currency: string; time_zone: string; locale: string };

/** What an email to the owners says. Its subject is shown on locked screens, so it names no account. */
export function ownerMailWords(
  template: OwnerMailTemplate,
  payload: OwnerMailPayload,
  shop: Shop,
): OwnerMailWords {
  const time = (at: string) => timeText(at, shop.time_zone, shop.locale);
  const who = `${payload.by ?? 'Somebody'}${roleOf(payload.by_role)}`;
  const when = time(payload.at);
  const isPending = payload.shown_from && Date.parse(payload.shown_from) > Date.parse(payload.at);
  const shown = isPending
    ? `Customers see it from ${time(payload.shown_from ?? '')}, unless it is withdrawn before. A second owner or admin can approve it sooner.`
    : 'Customers see it now.';
  const facts = payload.account ? accountFacts(payload.account, payload.before ?? null) : [];
  const undo = (what: string) =>
    `If you did not agree to this: sign in, ${what}, change your password, and ask ${payload.by ?? 'your team'} about it.`;
  switch (template) {
    case 'account_added':
      return {
        subject: `New bank account for ${shop.name}`,
        title: 'A bank account was added',
        text: `${who} added it on ${when}. ${shown}`,
        facts,
        advice: undo(isPending ? 'withdraw the account under Settings' : 'hide the account under Settings'),
      };
    case 'account_replaced':
      return {
        subject: `Bank account changed for ${shop.name}`,
        title: 'A bank account is being changed',
        text: `${who} changed it on ${when}. ${shown}${isPending ? ' Until then they see the old details.' : ''}`,
        facts,
        advice: undo(isPending ? 'withdraw the change under Settings' : 'hide the account under Settings'),
      };
    case 'account_approved':
      return {
        subject: `New bank account of ${shop.name} is shown`,
        title: 'A new bank account was approved',
        text: `${who} approved it on ${when}. Customers see it now.`,
        facts,
        advice: undo('hide the account under Settings'),
      };
    case 'account_withdrawn':
      return {
        subject: `Bank account change withdrawn for ${shop.name}`,
        title: 'A bank account was withdrawn',
        text: `${who} withdrew it on ${when}. Customers will not see it.`,
        facts,
        advice: undo('look at the accounts under Settings'),
      };
    case 'account_hidden':
      return {
        subject: `Bank account hidden for ${shop.name}`,
        title: 'A bank account was hidden',
        text: `${who} hid it on ${when}. Customers no longer see it.`,
        facts,
        advice: undo('look at the accounts under Settings'),
      };
    case 'settings_changed':
      return {
        subject: `Payment settings changed for ${shop.name}`,
        title: `${whatChanged(payload)} changed`,
        text: `${who} changed this on ${when}.`,
        facts: settingFacts(payload, shop),
        advice: undo('change it back under Settings'),
      };
  }
}

const roleOf = (role: string) =>
  Object.hasOwn(roleWords, role) ? ` (${roleWords[role as keyof typeof roleWords].label.toLowerCase()})` : '';

const accountLabels = {
  bank: 'Bank',
  account_number: 'Account number',
  account_name: 'In the name of',
  instructions: 'What customers should know',
  qr_label: 'QR code',
  qr_src: 'Picture of the QR code',
} satisfies Record<keyof Account, string>;

function accountFacts(now: Account, before: Account | null) {
  const shown = ({ qr_src, ...facts }: Account) => ({
    ...facts,
    qr_src: qr_src && (qr_src === before?.qr_src || !before ? 'Shown' : 'Another picture'),
  });
  const [values, olds] = [shown(now), before && { ...before, qr_src: before.qr_src && 'Shown' }];
  return (Object.keys(accountLabels) as (keyof Account)[]).flatMap((key) => {
    const differs = olds !== null && olds[key] !== values[key];
    if (values[key] === null && !differs) return [];
    return [
      {
        label: accountLabels[key],
        value: values[key] ?? 'None',
        ...(differs && { before: olds[key] ?? 'None' }),
      },
    ];
  });
}

type Tables = Database['public']['Tables'];
type Setting =
  | Exclude<keyof Tables['shop_settings']['Row'], 'shop_id' | 'updated_at'>
  | Exclude<keyof Tables['payment_methods']['Row'], 'shop_id' | 'method'>;

/** Every setting that staff may change: the compiler misses a new one. */
const settingLabels: Record<Setting, string> = {
  payment_window: 'Time to pay for an order',
  verification_window: 'Time to verify a transfer',
  short_refund_after: 'Refund undecided orders after',
  complete_after: 'Complete orders after delivery in',
  refund_approval_above_minor: 'Refunds above this need a second person',
  separation_of_duties: 'Separation of duties',
  reserve_share: 'Largest share of stock for unpaid orders of one buyer',
  reserve_units: 'Units that unpaid orders of one buyer may always reserve',
  max_unpaid_orders: 'Unpaid orders of one customer that reserve stock',
  cash_link_above_minor: 'New customers confirm cash orders above this by email',
  accepts_free_orders: 'Orders that cost nothing are accepted automatically',
  requires_tracking: 'Parcels need a tracking number',
  stock_policy: 'Stock',
  lock_for: 'Stock is reserved for',
  label: 'Name at the checkout',
  description: 'Description at the checkout',
  is_enabled: 'Offered at the checkout',
  requires_acceptance: 'Orders are approved first',
  accept_by_link: 'Customers can confirm by email',
  max_total_minor: 'Highest total in cash',
  regions: 'Regions for cash',
  max_open_orders: 'Open cash orders per customer',
  max_refusals: 'No more cash after refusals',
  position: 'Place in the list',
};

const whatChanged = ({ table, method, account: moved }: OwnerMailPayload) =>
  table === 'payment_methods' && method
    ? `The payment method ${paymentMethodWords[method]}`
    : table === 'bank_accounts' && moved
      ? `The order of the bank accounts (${moved.bank})`
      : 'Deadlines and approvals';

function settingFacts({ old: before, new: now }: OwnerMailPayload, shop: Shop) {
  return Object.entries(now ?? {}).map(([key, changed]) => ({
    label: Object.hasOwn(settingLabels, key) ? settingLabels[key as Setting] : key.replaceAll('_', ' '),
    value: valueText(key, changed, shop),
    before: valueText(key, before?.[key] ?? null, shop),
  }));
}

/** A setting as its page shows it. */
function valueText(key: string, value: Value, { currency, locale }: Shop): string {
  if (key === 'separation_of_duties' && value === null) return 'Automatic';
  if (value === null || value === '')
    return key.startsWith('max_') || key.endsWith('_minor') ? 'No limit' : 'None';
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (typeof value === 'number') {
    return key.endsWith('_minor') ? formatMoney(value, currency, locale) : String(value);
  }
  if (Array.isArray(value)) return value.join(', ');
  if (key === 'stock_policy' && Object.hasOwn(policyWords, value)) {
    return policyWords[value as keyof typeof policyWords].label;
  }
  if (/_window$|_after$|^lock_for$/.test(key)) {
    const { count, unit } = durationOf(value);
    return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
  }
  return value;
}
