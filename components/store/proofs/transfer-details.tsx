import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PromiseCountdown } from '@/components/store/orders/promise-countdown';
import { Alert } from '@/components/ui/alert';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { formatMoney } from '@/lib/money';
import type { Order, Transfer } from '@/lib/orders/order';
import { accountsChangedText } from '@/lib/orders/shopper-words';
import { plainAmount } from '@/lib/proofs/schema';
import type { Shop } from '@/lib/shops/queries';
import { formatTime } from '@/lib/time';
import { Copied } from './copied';
import { TransferAccount } from './transfer-account';

type Props = { order: Order; transfer: Transfer; owed_minor: number; shop: Shop };

/** The amount, the reference, the accounts and the deadline. */
export function TransferDetails({ order, transfer, owed_minor, shop }: Props) {
  const t = useTranslations('store.proofs.details');
  const orderWords = useTranslations('store.orders');
  const { accounts, accounts_changed_at } = transfer;
  const { currency, number, expires_at, promised_until, rest_until, time_zone } = order;
  const isOpen = order.state === 'pending_payment';
  // no deadline for the shopper while the shop verifies the transfer or reviews the payment
  const isShopsTurn = order.state === 'awaiting_verification' || (order.status === 'on_hold' && !rest_until);
  const payBy = isShopsTurn ? null : isOpen ? expires_at : rest_until;
  const held_minor = order.paid_minor - order.refunded_minor;
  const payByFacts = (at: string) => ({
    at: formatTime(at, time_zone, shop.locale),
    time: (chunks: ReactNode) => (
      <time dateTime={at} className="font-semibold">
        {chunks}
      </time>
    ),
  });
  if (accounts.length === 0) return <NoAccount order={order} shop={shop} />;
  return (
    <div className="grid content-start gap-5">
      <dl className="divide-y divide-line border-line border-y">
        <Copied fact="amount" text={plainAmount(owed_minor, currency, shop.locale)} isLarge>
          <Money minor={owed_minor} currency={currency} locale={shop.locale} />
        </Copied>
        <Copied fact="reference" text={number} />
      </dl>
      <p className="text-sm">{t('howTo')}</p>
      {accounts_changed_at && (
        <Alert tone="info">
          <p>{accountsChangedText(orderWords, accounts_changed_at, time_zone, shop.locale)}</p>
        </Alert>
      )}
      <div className="grid gap-3">
        {accounts.length > 1 && <p className="font-medium text-sm">{t('chooseAccount')}</p>}
        {accounts.map((account) => (
          <TransferAccount key={account.account_number} account={account} />
        ))}
      </div>
      {payBy && (
        <div className="grid gap-1">
          <p className="text-sm">
            {isOpen && held_minor > 0
              ? t.rich('payByOrRefund', {
                  ...payByFacts(payBy),
                  amount: formatMoney(held_minor, currency, shop.locale),
                  money: (chunks) => <data value={held_minor}>{chunks}</data>,
                })
              : t.rich(isOpen ? 'payByOrCancel' : 'payBy', payByFacts(payBy))}
          </p>
          {isOpen && (
            <PromiseCountdown
              until={promised_until}
              at={promised_until && <Time at={promised_until} timeZone={time_zone} locale={shop.locale} />}
              lapsed={order.is_unreserved ? t('unreserved') : t('lapsed')}
            />
          )}
        </div>
      )}
    </div>
  );
}

function NoAccount({ order, shop }: { order: Order; shop: Shop }) {
  const t = useTranslations('store.proofs.details');
  const { contact_email } = shop;
  if (!contact_email) return <p>{t('noAccount')}</p>;
  const subject = encodeURIComponent(t('noAccountSubject', { number: order.number }));
  return (
    <p>
      {t.rich('noAccountWrite', {
        email: contact_email,
        link: (chunks) => (
          <a
            href={`mailto:${contact_email}?subject=${subject}`}
            className="text-accent-text underline underline-offset-4"
          >
            {chunks}
          </a>
        ),
      })}
    </p>
  );
}
