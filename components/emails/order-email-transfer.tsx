import { Hr, Section, Text } from 'react-email';
import { type Translator, translatorFor } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { accountsChangedText } from '@/lib/orders/shopper-words';
import { defaultLocale } from '@/lib/shops/locales';
import { EmailFact } from './email-fact';

type Props = { t: Translator<'email'>; order: Order; locale: string };

/** What to enter in the banking app. Renders nothing when the shop no longer expects the transfer. */
export function OrderEmailTransfer({ t, order, locale }: Props) {
  const { transfer } = order;
  const owed_minor = owedOf(order);
  if (!transfer || (!transfer.can_submit && !order.rest_until)) return null;
  const { accounts, accounts_changed_at } = transfer;
  if (accounts.length === 0 || owed_minor <= 0) return null;
  const amount = formatMoney(owed_minor, order.currency, locale);
  return (
    <Section className="mb-6 rounded-lg bg-stone-100 px-5 py-3">
      <EmailFact t={t} label={t('accounts.amount')} value={amount} />
      <EmailFact t={t} label={t('accounts.reference')} value={order.number} />
      {accounts.map(({ bank, account_name, account_number, instructions, qr_label }) => (
        <div key={account_number}>
          <Hr className="my-3 border-stone-300" />
          <EmailFact t={t} label={bank} value={account_number} />
          <Text className="my-1 text-sm">{account_name}</Text>
          {instructions && <Text className="my-1 text-sm">{instructions}</Text>}
          {qr_label && (
            <Text className="my-1 text-sm text-stone-500">{t('accounts.qrCode', { label: qr_label })}</Text>
          )}
        </div>
      ))}
      {accounts_changed_at && (
        <Text className="mb-1 text-sm">
          {accountsChangedText(
            translatorFor(defaultLocale, 'store.orders'),
            accounts_changed_at,
            order.time_zone,
            locale,
          )}
        </Text>
      )}
    </Section>
  );
}
