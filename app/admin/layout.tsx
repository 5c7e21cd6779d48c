import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { adminColors } from '@/components/admin/admin-colors';
import { AdminMessages } from '@/components/admin/admin-messages';
import { WithoutScript } from '@/components/admin/without-script';
import { fontVariables } from '@/components/ui/fonts';
import { Renewed } from '@/components/ui/renewed';
import { translatorFor } from '@/lib/messages/messages';
import { defaultLocale } from '@/lib/shops/locales';
import '../globals.css';

const t = translatorFor(defaultLocale, 'admin.shell.frame');

export const metadata: Metadata = {
  title: { default: t('product'), template: `%s · ${t('product')}` },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false },
};

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={defaultLocale} className={fontVariables} style={adminColors}>
      <body>
        <WithoutScript />
        <AdminMessages>
          {children}
          <Renewed />
        </AdminMessages>
      </body>
    </html>
  );
}
