import 'server-only';
import { defaultLocale, type Locale } from '@/lib/shops/locales';
import { isSigned, sign } from './signature';

/** The slug of the shop that a request is about, empty for none, and the language in which it is answered. */
export type Place = { shop: string; locale: Locale };

/** What proxy.ts takes off every request before it writes it itself. */
export const placeHeaders = ['x-shop', 'x-locale', 'x-place-signature'];

/**
 * Tells the code behind the proxy where the request is: actions have no parameters, and a field of a form would be anybody's to fill
 * in. Signed together with the id of the request, so that nothing but the proxy can say so, even where it is passed by.
 */
export function setPlace(headers: Headers, shop: string) {
  const locale = defaultLocale;
  headers.set('x-shop', shop);
  headers.set('x-locale', locale);
  headers.set('x-place-signature', sign('place', shop, locale, headers.get('x-request-id') ?? ''));
}

/** What `setPlace` wrote; no shop where it did not. */
export function readPlace(headers: Pick<Headers, 'get'>): Place {
  const [shop = '', locale = '', signature = ''] = placeHeaders.map((name) => headers.get(name) ?? '');
  return isSigned(signature, 'place', shop, locale, headers.get('x-request-id') ?? '')
    ? { shop, locale: locale as Locale }
    : { shop: '', locale: defaultLocale };
}
