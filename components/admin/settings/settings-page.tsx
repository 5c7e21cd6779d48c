import type { ReactNode } from 'react';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Alert } from '@/components/ui/alert';
import { listBankAccounts } from '@/lib/admin/settings/account-queries';
import { getSettings } from '@/lib/admin/settings/queries';
import { canReadSettings, requireMembership } from '@/lib/admin/staff/queries';
import { BankAccounts } from './bank-accounts';
import { BuyerLimitsForm } from './buyer-limits-form';
import { ParcelSettingsForm } from './parcel-settings-form';
import { PaymentMethodForm } from './payment-method-form';
import { ShopSettingsForm } from './shop-settings-form';

/** What a merchant decides: how the shop is paid and what that promises, how long things may wait, who has to agree. */
export async function SettingsPage({ shop }: { shop: string }) {
  const membership = await requireMembership(shop);
  if (!canReadSettings(membership)) return <NotYourRole what="Settings are" role={membership.role} />;
  const [{ shop_settings, payment_methods }, accounts] = await Promise.all([
    getSettings(membership),
    listBankAccounts(shop),
  ]);
  const canWrite = membership.permissions.has('settings.write');
  const { country, currency, time_zone, locale } = membership.shop;
  const hasAccount = accounts.some(({ state }) => state === 'shown');
  return (
    <div className="wrap grid gap-8 pt-4 pb-16 sm:pt-6">
      <div className="grid gap-1">
        <h1 className="font-display text-2xl sm:text-3xl">Settings</h1>
        <p className="text-muted text-sm">
          {canWrite
            ? 'A change counts for what happens from now on: orders that were placed before keep what they were promised.'
            : 'You can look at the settings. The owner and admins change them.'}
        </p>
      </div>
      <Section
        title="Ways of being paid"
        text="What the shop offers at the checkout, and what an order does with the stock."
      >
        {payment_methods.every(({ is_enabled }) => !is_enabled) && (
          <Alert tone="warn">
            <p>No way of paying is on, so nobody can check out.</p>
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
      <Section
        title="Bank accounts"
        text="Where customers send their money when they pay by transfer. A new or changed account is shown after 24 hours, or as soon as a second owner or admin approves it. Every owner gets an email."
      >
        <BankAccounts {...{ accounts, canWrite, locale }} timeZone={time_zone} />
      </Section>
      {shop_settings && (
        <Section
          title="Time and trust"
          text="How long things may wait before Kedai acts by itself, and what two people have to agree on."
        >
          <ShopSettingsForm settings={shop_settings} {...{ currency, locale, canWrite }} />
        </Section>
      )}
      {shop_settings && (
        <Section
          title="Unpaid orders"
          text="How much stock one buyer may reserve without paying. Orders above it are still placed; they reserve nothing until they are paid or confirmed."
        >
          <BuyerLimitsForm settings={shop_settings} {...{ currency, locale, canWrite }} />
        </Section>
      )}
      {shop_settings && (
        <Section title="Parcels" text="What has to be known before an order is marked as shipped.">
          <ParcelSettingsForm settings={shop_settings} canWrite={canWrite} />
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
