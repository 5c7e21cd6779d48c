import { foreignPrefix } from '@/lib/checkout/phone';
import type { Translator } from '@/lib/messages/messages';
import { suggestEmail } from './email';

/** The values that the shopper was already asked about, in hidden fields: submitting the same ones again confirms them. */
export type Asked = { asked_email?: string | undefined; asked_phone?: string | undefined };

/**
 * Warnings by field about an email or phone number that is possible but unlikely; none for a value that the shopper
 * has confirmed. `phone` in E.164, `country` of delivery, `locale` for the name of a country.
 */
export function contactWarnings(
  t: Translator<'store.checkout'>,
  { email, phone, country, locale }: { email: string; phone: string; country: string; locale: string },
  asked: Asked,
): { email?: string; phone?: string } {
  const suggestion = asked.asked_email === email ? null : suggestEmail(email);
  const prefix = asked.asked_phone === phone ? null : foreignPrefix(phone, country, locale);
  return {
    ...(suggestion && { email: t('contact.checkEmail', { email: suggestion }) }),
    ...(prefix && { phone: t('contact.checkPhone', { prefix }) }),
  };
}
