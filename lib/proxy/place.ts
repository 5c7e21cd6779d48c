import 'server-only';
import { defaultLocale, type Locale } from '@/lib/shops/locales';
import { isSigned, sign } from './signature';

/** The shop slug of a request, empty for none, and its language. */
export type Place = { shop: string; locale: Locale };

/** Headers that proxy.ts removes from every request before it sets them itself. */
export const placeHeaders = ['x-shop', 'x-locale', 'x-place-signature'];

/**
 * Tells the code behind the proxy which shop and language a request is for: actions get no route parameters, and a
 * form field could be forged. Signed together with the request's id, so that only the proxy can set the headers, even if
 * a request bypasses it.
 */
export function setPlace(headers: Headers, shop: string) {
  const locale = defaultLocale;
  headers.set('x-shop', shop);
  headers.set('x-locale', locale);
  headers.set('x-place-signature', sign('place', shop, locale, headers.get('x-request-id') ?? ''));
}

/** Reads what `setPlace` wrote; no shop if it did not. */
export function readPlace(headers: Pick<Headers, 'get'>): Place {
  const [shop = '', locale = '', signature = ''] = placeHeaders.map((name) => headers.get(name) ?? '');
  return isSigned(signature, 'place', shop, locale, headers.get('x-request-id') ?? '')
    ? { shop, locale: locale as Locale }
    : { shop: '', locale: defaultLocale };
}
