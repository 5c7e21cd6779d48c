'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import admin from '@/lib/messages/admin.en.json';
import ui from '@/lib/messages/ui.en.json';
import { defaultLocale, type Locale } from '@/lib/shops/locales';

const messages = { en: { ui, admin } } satisfies Record<Locale, object>;

/** All words of the admin, as a script that the browser keeps: in the page they would travel with each. */
export function AdminMessages({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={defaultLocale} timeZone="UTC" messages={messages[defaultLocale]}>
      {children}
    </NextIntlClientProvider>
  );
}
