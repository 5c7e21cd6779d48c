import { foreignPrefix } from '@/lib/checkout/phone';
import type { Translator } from '@/lib/messages/messages';
import { suggestEmail } from './email';

/** What a checkout was asked about, in hidden fields of its form: whoever sends the same again has said yes. */
export type Asked = { asked_email?: string | undefined; asked_phone?: string | undefined };

/**
 * Questions about an address or a number that can be right and seldom is, by field; none where they were asked about this very one before.
 * `phone` in E.164, `country` where the parcel goes, `locale` in which a country is named.
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
