'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import admin from '@/lib/messages/admin.en.json';
import refusals from '@/lib/messages/refusals.en.json';
import ui from '@/lib/messages/ui.en.json';
import { defaultLocale, type Locale } from '@/lib/shops/locales';

const messages = { en: { ui, refusals, admin } } satisfies Record<Locale, object>;

/** All messages of the admin, as a script that the browser caches. In the page, every response would carry them again. */
export function AdminMessages({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={defaultLocale} timeZone="UTC" messages={messages[defaultLocale]}>
      {children}
    </NextIntlClientProvider>
  );
}
