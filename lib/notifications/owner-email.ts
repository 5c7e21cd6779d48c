import { z } from 'zod';
import { type Translator, translatorFor } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import { paymentMethod } from '@/lib/orders/order';
import { isRole, paymentMethodName } from '@/lib/orders/staff-words';
import { durationOf } from '@/lib/settings/duration';
import { defaultLocale } from '@/lib/shops/locales';
import type { Database } from '@/lib/supabase/database.types';
import { formatTime } from '@/lib/time';

/**
 * The emails that the database queues for a shop's owners when someone changes the receiving accounts or the approval
 * rules.
 */
export const ownerEmailTemplate = z.enum([
  'account_added',
  'account_replaced',
  'account_approved',
  'account_withdrawn',
  'account_hidden',
  'settings_changed',
]);
export type OwnerEmailTemplate = z.infer<typeof ownerEmailTemplate>;

/** The email lists the fields in this order. */
const account = z.object({
  bank: z.string(),
  account_number: z.string(),
  account_name: z.string(),
  instructions: z.string().nullable(),
  qr_label: z.string().nullable(),
  qr_src: z.string().nullable(),
});
type Account = z.infer<typeof account>;

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();
type Value = z.infer<typeof value>;

/** The payload that private.notify_owners writes. */
export const ownerEmailPayload = z.object({
  at: z.iso.datetime({ offset: true }),
  by: z.string().nullable(),
  by_role: z.string(),
  account: account.nullish(),
  /** the account that it replaces */
  before: account.nullish(),
  shown_from: z.iso.datetime({ offset: true }).nullish(),
  table: z.string().nullish(),
  method: paymentMethod.nullish(),
  old: z.record(z.string(), value).nullish(),
  new: z.record(z.string(), value).nullish(),
});
export type OwnerEmailPayload = z.infer<typeof ownerEmailPayload>;

/** `facts`: new values, with the old ones where they differ. `advice`: what to do if the change was not authorized. */
export type OwnerEmailWords = {
  subject: string;
  title: string;
  text: string;
  facts: { label: string; value: string; before?: string }[];
  advice: string;
};

type Shop = { name: string; currency: string; time_zone: string; locale: string };

type Words = Translator<'email'>;

/** The text of an email to the owners. Lock screens show the subject, so it contains no account details. */
export function ownerEmailWords(
  t: Words,
  template: OwnerEmailTemplate,
  payload: OwnerEmailPayload,
  shop: Shop,
): OwnerEmailWords {
  const time = (at: string) => formatTime(at, shop.time_zone, shop.locale);
  const person = payload.by ?? t('owner.yourTeam');
  const shownFrom =
    payload.shown_from && Date.parse(payload.shown_from) > Date.parse(payload.at) ? payload.shown_from : null;
  const sentences = [
    t(`owner.text.${template}`, { who: whoOf(t, payload), time: time(payload.at) }),
    (template === 'account_added' || template === 'account_replaced') &&
      (shownFrom ? t('owner.shownFrom', { time: time(shownFrom) }) : t('owner.shownNow')),
    template === 'account_replaced' && shownFrom && t('owner.oldUntilThen'),
  ];
  const isSetting = template === 'settings_changed';
  return {
    subject: t(`owner.subject.${template}`, { shop: shop.name }),
    title: isSetting ? settingsTitle(t, payload) : t(`owner.title.${template}`),
    text: sentences.filter(Boolean).join(' '),
    facts: isSetting
      ? settingFacts(t, payload, shop)
      : payload.account
        ? accountFacts(t, payload.account, payload.before ?? null)
        : [],
    advice: t('owner.advice', { action: undoOf(template, shownFrom !== null), person }),
  };
}

/** How to undo the change, as an argument of `owner.advice`. */
function undoOf(template: OwnerEmailTemplate, isPending: boolean) {
  switch (template) {
    case 'account_added':
      return isPending ? 'withdraw_account' : 'hide';
    case 'account_replaced':
      return isPending ? 'withdraw_change' : 'hide';
    case 'account_approved':
      return 'hide';
    case 'account_withdrawn':
    case 'account_hidden':
      return 'check';
    case 'settings_changed':
      return 'change_back';
  }
}

/** Roles have the names used in the admin. */
const tOrders = translatorFor(defaultLocale, 'admin.orders');

function whoOf(t: Words, { by, by_role }: OwnerEmailPayload): string {
  const name = by ?? t('owner.somebody');
  return isRole(by_role) ? t('owner.withRole', { name, role: tOrders(`roles.${by_role}.noun`) }) : name;
}

function accountFacts(t: Words, now: Account, before: Account | null) {
  const shown = ({ qr_src, ...facts }: Account) => ({
    ...facts,
    qr_src: qr_src && (qr_src === before?.qr_src || !before ? t('owner.qrShown') : t('owner.qrChanged')),
  });
  const values = shown(now);
  const oldValues = before && { ...before, qr_src: before.qr_src && t('owner.qrShown') };
  return account.keyof().options.flatMap((key) => {
    const differs = oldValues !== null && oldValues[key] !== values[key];
    if (values[key] === null && !differs) return [];
    return [
      {
        label: t(`owner.account.${key}`),
        value: values[key] ?? t('owner.none'),
        ...(differs && { before: oldValues[key] ?? t('owner.none') }),
      },
    ];
  });
}

type Tables = Database['public']['Tables'];
/** Every setting that staff may change, so that a missing label does not compile. */
type Setting =
  | Exclude<keyof Tables['shop_settings']['Row'], 'shop_id' | 'updated_at'>
  | Exclude<keyof Tables['payment_methods']['Row'], 'shop_id' | 'method'>;

function settingsTitle(t: Words, { table, method, account: moved }: OwnerEmailPayload): string {
  if (table === 'payment_methods' && method) {
    return t('owner.methodTitle', { method: paymentMethodName(tOrders, method) });
  }
  return table === 'bank_accounts' && moved
    ? t('owner.accountOrderTitle', { bank: moved.bank })
    : t('owner.title.settings_changed');
}

function settingFacts(t: Words, { old: before, new: now }: OwnerEmailPayload, shop: Shop) {
  return Object.entries(now ?? {}).map(([key, changed]) => {
    const label = `owner.setting.${key as Setting}` as const;
    return {
      label: t.has(label) ? t(label) : key.replaceAll('_', ' '),
      value: valueText(t, key, changed, shop),
      before: valueText(t, key, before?.[key] ?? null, shop),
    };
  });
}

/** Messages of the settings page, which is in one language. */
const pageWords = translatorFor(defaultLocale, 'admin.settings');

/** A setting's value as its page shows it. */
function valueText(t: Words, key: string, value: Value, { currency, locale }: Shop): string {
  if (key === 'separation_of_duties' && value === null) return t('owner.automatic');
  if (key === 'regions' && value === null) return pageWords('cash.everywhere');
  if (value === null || value === '')
    return key.startsWith('max_') || key.endsWith('_minor') ? t('owner.noLimit') : t('owner.none');
  if (typeof value === 'boolean') return value ? t('owner.on') : t('owner.off');
  if (typeof value === 'number') {
    if (key === 'reserve_share') return `${Math.round(value * 100)}%`;
    return key.endsWith('_minor') ? formatMoney(value, currency, locale) : String(value);
  }
  if (Array.isArray(value)) return value.join(', ');
  if (key === 'stock_policy') {
    const policy = `methods.policy.${value as Database['public']['Enums']['stock_policy']}` as const;
    return pageWords.has(policy) ? pageWords(policy) : value;
  }
  if (/_window$|_after$|^lock_for$/.test(key)) {
    const { count, unit } = durationOf(value);
    return t(`owner.duration.${unit}`, { count });
  }
  return value;
}
