import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { adminColors } from '@/components/admin/admin-colors';
import { WithoutScript } from '@/components/admin/without-script';
import { fontVariables } from '@/components/ui/fonts';
import { Renewed } from '@/components/ui/renewed';
import '../globals.css';

export const metadata: Metadata = {
  title: { default: 'Kedai', template: '%s · Kedai' },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false },
};

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontVariables} style={adminColors}>
      <body>
        <WithoutScript />
        {children}
        <Renewed />
      </body>
    </html>
  );
}
