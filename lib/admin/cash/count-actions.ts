'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import { currentMembership } from '@/lib/admin/staff/queries';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { moneyIn } from '@/lib/amount';
import type { Messages } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import { invalid, refuse } from '@/lib/refusals';
import { done } from '@/lib/result';
import { defaultLocale } from '@/lib/shops/locales';
import { execute, resultOf } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { countSchema } from './schema';

const expectation = z.object({ expected_minor: z.int() });

/** Records the signed-in user's count of the cash that a courier hands over. Refuses with the reasons of `count_cash`. */
export async function countCash(_last: RowOutcome | null, form: FormData): Promise<RowOutcome> {
  await requireUser();
  const row = { command: 'count_cash', id: formValue(form, 'id'), messageKey: '', value: '' };
  const counted_minor = moneyIn(form, 'counted_minor');
  const parsed = countSchema.safeParse({ ...formValues(form), counted_minor });
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };

  const { id: courier, currency, locale, ...count } = parsed.data;
  // in another currency, the count would be another number of minor units
  const membership = await currentMembership();
  if (membership?.shop.currency !== currency) return { ...(await refuse('invalid_form')), ...row };
  const { slug: shop } = membership.shop;
  const counted = await resultOf(execute(await sessionClient(), 'count_cash', { ...count, shop, courier }));
  // Also after a refusal: the page may show older data than the database has.
  refresh();
  if (!counted.ok) {
    if (counted.reason !== 'stale') return { ...counted, ...row };
    const { expected_minor } = expectation.parse(counted.details);
    const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.cash.count' });
    const message = t('moreCameIn', { amount: formatMoney(expected_minor, currency, locale) });
    return { ...counted, message, fields: { counted_minor: message }, ...row };
  }
  const messageKey = count.counted_minor === count.expected_minor ? 'count_exact' : 'count_differs';
  return {
    ...done(null),
    ...row,
    messageKey: messageKey satisfies keyof Messages['admin']['cash']['countDone'],
  };
}
