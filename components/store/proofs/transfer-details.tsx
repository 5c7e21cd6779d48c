import { PromiseCountdown } from '@/components/store/orders/promise-countdown';
import { Alert } from '@/components/ui/alert';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import type { Order, Transfer } from '@/lib/orders/order';
import { accountsChangedText } from '@/lib/orders/shopper-words';
import { plainAmount } from '@/lib/proofs/schema';
import type { Shop } from '@/lib/shops/queries';
import { Copied } from './copied';
import { TransferAccount } from './transfer-account';

type Props = { order: Order; transfer: Transfer; owed_minor: number; shop: Shop };

/** How much, to whom, with which reference, and until when. */
export function TransferDetails({ order, transfer, owed_minor, shop }: Props) {
  const { accounts, accounts_changed_at } = transfer;
  const { currency, number, expires_at, promised_until, rest_until, time_zone } = order;
  const isOpen = order.state === 'pending_payment';
  // while the shop looks into what came, and while it looks for the money, the time is ours to keep
  const isOurs = order.state === 'awaiting_verification' || (order.status === 'on_hold' && !rest_until);
  const payBy = isOurs ? null : isOpen ? expires_at : rest_until;
  const held_minor = order.paid_minor - order.refunded_minor;
  if (accounts.length === 0) return <NoAccount order={order} shop={shop} />;
  return (
    <div className="grid content-start gap-5">
      <dl className="divide-y divide-line border-line border-y">
        <Copied label="Amount" text={plainAmount(owed_minor, currency, shop.locale)} isLarge>
          <Money minor={owed_minor} currency={currency} locale={shop.locale} />
        </Copied>
        <Copied label="Reference" text={number} />
      </dl>
      <p className="text-sm">
        Send exactly this amount, and write the reference where your bank asks for a description or a remark,
        so we can match your payment.
      </p>
      {accounts_changed_at && (
        <Alert tone="info">
          <p>{accountsChangedText(accounts_changed_at, time_zone, shop.locale)}</p>
        </Alert>
      )}
      <div className="grid gap-3">
        {accounts.length > 1 && (
          <p className="font-medium text-sm">To one of these accounts, whichever suits you:</p>
        )}
        {accounts.map((account) => (
          <TransferAccount key={account.account_number} account={account} />
        ))}
      </div>
      {payBy && (
        <div className="grid gap-1">
          <p className="text-sm">
            Pay by <Time at={payBy} timeZone={time_zone} locale={shop.locale} className="font-semibold" />
            {isOpen && ', or the order will be cancelled automatically'}
            {isOpen && held_minor > 0 && (
              <>
                {' and '}
                <Money minor={held_minor} currency={currency} locale={shop.locale} /> refunded to you
              </>
            )}
            .
          </p>
          {isOpen && (
            <PromiseCountdown
              until={promised_until}
              at={promised_until && <Time at={promised_until} timeZone={time_zone} locale={shop.locale} />}
              lapsed={
                order.is_unreserved
                  ? 'This is more than we can hold without payment, so your items are not reserved. They are yours as soon as we see your money, while there are enough.'
                  : 'Your items are not reserved. They are yours as soon as we see your money, while there are enough.'
              }
            />
          )}
        </div>
      )}
    </div>
  );
}

function NoAccount({ order, shop }: { order: Order; shop: Shop }) {
  const subject = encodeURIComponent(`Where to send the money for order ${order.number}`);
  return (
    <p>
      The account to send your money to is not shown here yet.{' '}
      {shop.contact_email ? (
        <>
          Write to us at{' '}
          <a
            href={`mailto:${shop.contact_email}?subject=${subject}`}
            className="text-accent-text underline underline-offset-4"
          >
            {shop.contact_email}
          </a>
        </>
      ) : (
        'Answer the email about this order'
      )}
      , and we tell you. Your order is kept meanwhile.
    </p>
  );
}
