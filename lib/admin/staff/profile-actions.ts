'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { readPhone } from '@/lib/checkout/phone';
import { refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { defaultLocale } from '@/lib/shops/locales';
import { sessionClient } from '@/lib/supabase/session';
import { formValue } from '@/lib/text';
import { requireMembership } from './queries';

/**
 * Saves the signed-in user's phone number. A number without a prefix is read as one of the shop's country; an empty
 * field removes the number. Refuses `invalid_phone`.
 */
export async function savePhone(_last: Result | null, form: FormData): Promise<Result> {
  const { user_id, shop } = await requireMembership((await currentPlace()).shop);
  const input = formValue(form, 'phone').trim();
  const phone = input === '' ? null : readPhone(input, shop.country);
  if (input !== '' && !phone) {
    const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.staff' });
    return refuse('invalid_phone', { fields: { phone: t('invalidPhone') } });
  }
  const { error } = await (await sessionClient()).from('profiles').update({ phone }).eq('user_id', user_id);
  if (error) throw new Error(`profiles: ${error.code} ${error.message}`);
  refresh();
  return done(null);
}
