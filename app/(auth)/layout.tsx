import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { adminColors } from '@/components/admin/admin-colors';
import { fontVariables } from '@/components/ui/fonts';
import { Renewed } from '@/components/ui/renewed';
import { messages, translatorFor } from '@/lib/messages/messages';
import { defaultLocale } from '@/lib/shops/locales';
import '../globals.css';

const { ui, admin, refusals } = messages[defaultLocale];
const { unreachable, failed } = refusals.reasons;
const t = translatorFor(defaultLocale, 'admin.shell.frame');

export const metadata: Metadata = {
  title: { default: t('product'), template: `%s · ${t('product')}` },
  robots: { index: false, follow: false },
};

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={defaultLocale} className={fontVariables} style={adminColors}>
      <body>
        <NextIntlClientProvider
          locale={defaultLocale}
          messages={{ ui, refusals: { reasons: { unreachable, failed } }, admin: { signIn: admin.signIn } }}
        >
          {children}
          <Renewed />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
