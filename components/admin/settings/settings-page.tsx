import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Alert } from '@/components/ui/alert';
import { listBankAccounts } from '@/lib/admin/settings/account-queries';
import { getSettings } from '@/lib/admin/settings/queries';
import { canReadSettings, requireMembership } from '@/lib/admin/staff/queries';
import { BankAccounts } from './bank-accounts';
import { BuyerLimitsForm } from './buyer-limits-form';
import { PaymentMethodForm } from './payment-method-form';
import { ShopSettingsForm } from './shop-settings-form';
import { StockSettingsForm } from './stock-settings-form';

/** The shop's settings: payment methods, bank accounts, deadlines and approvals, limits, stock and parcels. */
export async function SettingsPage({ shop }: { shop: string }) {
  const membership = await requireMembership(shop);
  if (!canReadSettings(membership)) return <NotYourRole what="settings" role={membership.role} />;
  const [{ shop_settings, payment_methods }, accounts, t] = await Promise.all([
    getSettings(membership),
    listBankAccounts(shop),
    getTranslations('admin'),
  ]);
  const canWrite = membership.permissions.has('settings.write');
  const { country, currency, time_zone, locale } = membership.shop;
  const hasAccount = accounts.some(({ state }) => state === 'shown');
  return (
    <div className="wrap grid gap-8 pt-4 pb-16 sm:pt-6">
      <div className="grid gap-1">
        <h1 className="font-display text-2xl sm:text-3xl">{t('shell.pages.settings')}</h1>
        <p className="text-muted text-sm">{t(`settings.page.${canWrite ? 'writable' : 'readOnly'}`)}</p>
      </div>
      <Section title={t('settings.page.methodsTitle')} text={t('settings.page.methodsText')}>
        {payment_methods.every(({ is_enabled }) => !is_enabled) && (
          <Alert tone="warn">
            <p>{t('settings.page.noMethod')}</p>
          </Alert>
        )}
        {payment_methods.map((method) => (
          <PaymentMethodForm
            key={method.method}
            {...{ country, currency, locale, method, canWrite }}
            lacksAccount={method.method === 'bank_transfer' && !hasAccount}
          />
        ))}
      </Section>
      <Section title={t('settings.page.accountsTitle')} text={t('settings.page.accountsText')}>
        <BankAccounts {...{ accounts, canWrite, locale }} timeZone={time_zone} />
      </Section>
      {shop_settings && (
        <Section title={t('settings.page.deadlinesTitle')} text={t('settings.page.deadlinesText')}>
          <ShopSettingsForm settings={shop_settings} {...{ currency, locale, canWrite }} />
        </Section>
      )}
      {shop_settings && (
        <Section title={t('settings.page.limitsTitle')} text={t('settings.page.limitsText')}>
          <BuyerLimitsForm settings={shop_settings} {...{ currency, locale, canWrite }} />
        </Section>
      )}
      {shop_settings && (
        <Section title={t('settings.page.parcelsTitle')} text={t('settings.page.parcelsText')}>
          <StockSettingsForm settings={shop_settings} canWrite={canWrite} />
        </Section>
      )}
    </div>
  );
}

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-8">
      <div className="grid content-start gap-1">
        <h2 className="font-semibold text-lg">{title}</h2>
        <p className="text-muted text-sm">{text}</p>
      </div>
      <div className="grid content-start gap-4">{children}</div>
    </section>
  );
}
