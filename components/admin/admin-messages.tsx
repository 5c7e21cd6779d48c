'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import admin from '@/lib/messages/admin.en.json';
import refusals from '@/lib/messages/refusals.en.json';
import ui from '@/lib/messages/ui.en.json';
import { defaultLocale, type Locale } from '@/lib/shops/locales';

const messages = { en: { ui, refusals, admin } } satisfies Record<Locale, object>;

/** All messages of the admin, in a script that the browser caches. As part of the page, they would be in every response. */
export function AdminMessages({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={defaultLocale} timeZone="UTC" messages={messages[defaultLocale]}>
      {children}
    </NextIntlClientProvider>
  );
}
