import 'server-only';
import { createTranslator, type NamespaceKeys, type NestedKeyOf, type useTranslations } from 'next-intl';
import type { Locale } from '@/lib/shops/locales';
import admin from './admin.en.json';
import email from './email.en.json';
import store from './store.en.json';
import ui from './ui.en.json';

/**
 * The words for people, in ICU MessageFormat: one file per audience and language, `<audience>.<language>.json`; `ui` is what both
 * audiences share. English says which keys there are.
 */
export type Messages = { ui: typeof ui; store: typeof store; admin: typeof admin; email: typeof email };

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** The same keys, in whatever words. */
type Translated<English> = {
  [Key in keyof English]: English[Key] extends string ? string : Translated<English[Key]>;
};

/** A language in which a key is missing does not compile. */
export const messages = {
  en: { ui, store, admin, email },
} satisfies Record<Locale, Translated<Messages>> as Record<Locale, Messages>;

type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** What `useTranslations` and `getTranslations` answer for a namespace: functions that are no component take it as `t`. */
export type Translator<In extends Namespace> = ReturnType<typeof useTranslations<In>>;

/** For what is written outside of a page: emails, and tests. */
export const translatorFor = <In extends Namespace>(locale: Locale, namespace: In): Translator<In> =>
  createTranslator({ locale, messages: messages[locale], namespace, onError });

/** A missing message, or an argument that was not given, is a bug like any other. */
export function onError(error: Error): never {
  throw error;
}
