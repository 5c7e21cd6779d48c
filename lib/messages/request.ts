import { locale as localeSegment } from 'next/root-params';
import { getRequestConfig } from 'next-intl/server';
import { cache } from 'react';
import { defaultLocale, type Locale } from '@/lib/shops/locales';
import { messages, onError } from './messages';

/** React keeps it for one rendering. */
const unplaced = cache((): { locale?: Locale } => ({}));

/** For the document that has no segments (app/global-not-found.tsx), before anything in it asks for its words. */
export function setLocale(locale: Locale) {
  unplaced().locale = locale;
}

/**
 * The language of what is rendered: that of the page's address; the admin has one. Actions and route handlers, which no segment
 * reaches, pass `currentPlace().locale`.
 */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale =
    asked ?? ((await localeSegment()) as Locale | undefined) ?? unplaced().locale ?? defaultLocale;
  // times are written by lib/time.ts, which knows the shop's zone
  return { locale, messages: messages[locale], timeZone: 'UTC', onError };
});
