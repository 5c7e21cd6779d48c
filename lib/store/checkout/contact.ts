import { foreignPrefix } from '@/lib/checkout/phone';
import { suggestEmail } from './email';

/** What a checkout was asked about, in hidden fields of its form: whoever sends the same again has said yes. */
export type Asked = { asked_email?: string | undefined; asked_phone?: string | undefined };

/**
 * Questions about an address or a number that can be right and seldom is, by field; none where they were asked about this very one before.
 * `phone` in E.164, `country` where the parcel goes.
 */
export function contactWarnings(
  { email, phone, country }: { email: string; phone: string; country: string },
  asked: Asked,
): { email?: string; phone?: string } {
  const suggestion = asked.asked_email === email ? null : suggestEmail(email);
  const prefix = asked.asked_phone === phone ? null : foreignPrefix(phone, country);
  return {
    ...(suggestion && {
      email: `Did you mean ${suggestion}? Correct it, or place the order again if it is right.`,
    }),
    ...(prefix && {
      phone: `This number is foreign: ${prefix}. Correct it, or place the order again if we can call it.`,
    }),
  };
}
