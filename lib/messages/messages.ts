import 'server-only';
import { createTranslator, type NamespaceKeys, type NestedKeyOf, type useTranslations } from 'next-intl';
import type { Locale } from '@/lib/shops/locales';
import admin from './admin.en.json';
import email from './email.en.json';
import refusals from './refusals.en.json';
import store from './store.en.json';
import ui from './ui.en.json';

/**
 * All user-facing text, in ICU MessageFormat: one file per audience and language, `<audience>.<language>.json`; `ui`
 * and `refusals` are shared by both audiences. English defines the keys.
 */
export type Messages = {
  ui: typeof ui;
  refusals: typeof refusals;
  store: typeof store;
  admin: typeof admin;
  email: typeof email;
};

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** The same keys in another language. */
type Translated<English> = {
  [Key in keyof English]: English[Key] extends string ? string : Translated<English[Key]>;
};

/** A language with a missing key does not compile. */
export const messages = {
  en: { ui, refusals, store, admin, email },
} satisfies Record<Locale, Translated<Messages>> as Record<Locale, Messages>;

type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** The translator of a namespace, as `useTranslations` and `getTranslations` return it; functions take it as `t`. */
export type Translator<In extends Namespace> = ReturnType<typeof useTranslations<In>>;

/** For text outside of a page: emails and tests. */
export const translatorFor = <In extends Namespace>(locale: Locale, namespace: In): Translator<In> =>
  createTranslator({ locale, messages: messages[locale], namespace, onError });

/** A missing message or argument is a bug, so it throws. */
export function onError(error: Error): never {
  throw error;
}
