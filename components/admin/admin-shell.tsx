import { Banknote, Landmark, Package, ReceiptText, Settings, Tag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense } from 'react';
import { FocusContent } from '@/components/ui/focus-content';
import { canReadMoney, canReadSettings, type Membership } from '@/lib/admin/staff/queries';
import type { Translator } from '@/lib/messages/messages';
import {
  shopFulfilmentPath,
  shopMoneyPath,
  shopOrdersPath,
  shopProductsPath,
  shopSettingsPath,
  shopStockPath,
  shopVerificationsPath,
} from '@/lib/staff/paths';
import { AdminNav } from './admin-nav';
import { MoneyCount } from './exception-count';
import { PersonMenu } from './person-menu';
import { QueueCount } from './queue-count';
import { ShopSwitcher } from './shop-switcher';
import { LowStockCount } from './stock/low-stock-count';

type Props = { membership: Membership; memberships: Membership[]; children: ReactNode };

/** The frame of every admin page: the current shop, the navigation and the signed-in staff member. */
export function AdminShell({ membership, memberships, children }: Props) {
  const t = useTranslations('admin.shell');
  return (
    <>
      <a
        href="#content"
        className="skip-link left-2 z-50 rounded-md bg-accent px-4 py-2 font-semibold text-accent-ink"
      >
        {t('frame.skipToContent')}
      </a>
      {/* on a phone only the navigation row stays visible while scrolling */}
      <header className="sticky top-0 z-40 border-line border-b bg-raised max-md:-top-14 print:hidden">
        <div className="wrap flex min-h-14 flex-wrap items-center gap-x-2 sm:gap-x-4">
          <ShopSwitcher current={membership} memberships={memberships} />
          <AdminNav items={navItems(membership, t)} />
          <PersonMenu membership={membership} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <Suspense>
        <FocusContent />
      </Suspense>
    </>
  );
}

function navItems(membership: Membership, t: Translator<'admin.shell'>) {
  const { slug } = membership.shop;
  return [
    membership.can_read_orders && {
      segment: 'orders',
      icon: <ReceiptText {...icon} />,
      label: t('pages.orders'),
      href: shopOrdersPath(slug),
    },
    canReadMoney(membership) && {
      segment: 'verifications',
      icon: <Landmark {...icon} />,
      label: t('pages.transfers'),
      href: shopVerificationsPath(slug),
      count: inSuspense(<QueueCount shop={slug} queue="to_verify" />),
    },
    membership.can_read_orders && {
      segment: 'fulfilment',
      icon: <Package {...icon} />,
      label: t('pages.packing'),
      href: shopFulfilmentPath(slug),
      count: inSuspense(<QueueCount shop={slug} queue="to_pack" />),
    },
    canReadMoney(membership) && {
      segment: 'money',
      icon: <Banknote {...icon} />,
      label: t('pages.money'),
      href: shopMoneyPath(slug),
      count: inSuspense(<MoneyCount shop={slug} />),
    },
    membership.permissions.has('stock.read') && {
      segment: 'products',
      icon: <Tag {...icon} />,
      label: t('pages.products'),
      href: membership.permissions.has('catalog.write') ? shopProductsPath(slug) : shopStockPath(slug),
      count: inSuspense(<LowStockCount shop={slug} />),
    },
    canReadSettings(membership) && {
      segment: 'settings',
      icon: <Settings {...icon} />,
      label: t('pages.settings'),
      href: shopSettingsPath(slug),
    },
  ].filter((item) => item !== false);
}

const icon = { 'aria-hidden': true, className: 'size-4' };

const inSuspense = (count: ReactNode) => <Suspense>{count}</Suspense>;
