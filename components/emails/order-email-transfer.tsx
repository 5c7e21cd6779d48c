import { Hr, Section, Text } from 'react-email';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { accountsChangedText } from '@/lib/orders/shopper-words';

/** What to type into the banking app. Nothing where the money may no longer be sent. */
export function OrderEmailTransfer({ order, locale }: { order: Order; locale: string }) {
  const { transfer } = order;
  const owed_minor = owedOf(order);
  if (!transfer || (!transfer.can_submit && !order.rest_until)) return null;
  const { accounts, accounts_changed_at } = transfer;
  if (accounts.length === 0 || owed_minor <= 0) return null;
  return (
    <Section className="mb-6 rounded-lg bg-stone-100 px-5 py-3">
      <Fact label="Amount">{formatMoney(owed_minor, order.currency, locale)}</Fact>
      <Fact label="Reference">{order.number}</Fact>
      {accounts.map(({ bank, account_name, account_number, instructions, qr_label }) => (
        <div key={account_number}>
          <Hr className="my-3 border-stone-300" />
          <Fact label={bank}>{account_number}</Fact>
          <Text className="my-1 text-sm">{account_name}</Text>
          {instructions && <Text className="my-1 text-sm">{instructions}</Text>}
          {qr_label && (
            <Text className="my-1 text-sm text-stone-500">{qr_label}: the page of the order shows it.</Text>
          )}
        </div>
      ))}
      {accounts_changed_at && (
        <Text className="mb-1 text-sm">
          {accountsChangedText(accounts_changed_at, order.time_zone, locale)}
        </Text>
      )}
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <Text className="my-1 text-base">
      <span className="text-sm text-stone-500">{label}: </span>
      <strong>{children}</strong>
    </Text>
  );
}
