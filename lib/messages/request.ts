import { locale as localeSegment } from 'next/root-params';
import { getRequestConfig } from 'next-intl/server';
import { cache } from 'react';
import { defaultLocale, type Locale } from '@/lib/shops/locales';
import { messages, onError } from './messages';

/** The locale that `setLocale` chose. Cached by React for one render. */
const perRender = cache((): { locale?: Locale } => ({}));

/** For app/global-not-found.tsx, which has no segments: call it before anything asks for a message. */
export function setLocale(locale: Locale) {
  perRender().locale = locale;
}

/**
 * The language of the rendered page, from its URL; the admin has one language. Actions and route handlers, where
 * segments are unknown, pass `currentPlace().locale`.
 */
export default getRequestConfig(async ({ locale: requested }) => {
  const locale =
    requested ?? ((await localeSegment()) as Locale | undefined) ?? perRender().locale ?? defaultLocale;
  // lib/time.ts formats times in the shop's time zone
  return { locale, messages: messages[locale], timeZone: 'UTC', onError };
});
