import type { ReactNode } from 'react';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Alert } from '@/components/ui/alert';
import { wordsOf } from '@/lib/refusals';
import { getSettings } from '@/lib/settings/queries';
import { fieldMessage, isSettingsField } from '@/lib/settings/words';
import { canReadSettings, type Membership, requireMembership } from '@/lib/staff/queries';
import { BankAccounts } from './bank-accounts';
import { PaymentMethodForm } from './payment-method-form';
import { ShopSettingsForm } from './shop-settings-form';

type Query = Record<string, string | string[] | undefined>;

/** What a merchant decides: how the shop is paid and what that promises, how long things may wait, who has to agree. */
export async function SettingsPage({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!canReadSettings(membership)) return <NotYourRole what="Settings are" role={membership.role} />;
  const { shop_settings, payment_methods, bank_accounts } = await getSettings(membership);
  const mayWrite = membership.permissions.has('settings.write');
  const { country, currency, locale } = membership.shop;
  const hasAccount = bank_accounts.some(({ is_active }) => is_active);
  return (
    <div className="wrap grid gap-8 pt-4 pb-16 sm:pt-6">
      <div className="grid gap-1">
        <h1 className="font-display text-2xl sm:text-3xl">Settings</h1>
        <p className="text-muted text-sm">
          {mayWrite
            ? 'A change counts for what happens from now on: orders that were placed before keep what they were promised.'
            : 'You can look at the settings. The owner and admins change them.'}
        </p>
      </div>
      <PlainlySaid query={query} shop={membership.shop} />
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
            {...{ shop, country, currency, locale, method, mayWrite }}
            lacksAccount={method.method === 'bank_transfer' && !hasAccount}
          />
        ))}
      </Section>
      <Section
        title="Bank accounts"
        text="Where customers send their money when they pay by transfer. All that are shown appear together, and each change is on the record."
      >
        <BankAccounts shop={shop} accounts={bank_accounts} mayWrite={mayWrite} />
      </Section>
      {shop_settings && (
        <Section
          title="Time and trust"
          text="How long things may wait before Kedai acts by itself, and what two people have to agree on."
        >
          <ShopSettingsForm settings={shop_settings} {...{ shop, currency, locale, mayWrite }} />
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

/** What became of a form that was sent without scripts, and of which field was the matter. */
function PlainlySaid({ query: { done, refused, field }, shop }: { query: Query; shop: Membership['shop'] }) {
  if (done === 'saved') return <Alert tone="good">Saved.</Alert>;
  const message = isSettingsField(field) ? fieldMessage(field, shop) : wordsOf(refused);
  return message && <Alert tone="bad">{message}</Alert>;
}
