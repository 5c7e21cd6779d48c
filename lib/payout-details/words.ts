import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';

type Payout = NonNullable<Order['payout']>;

/** `₦12,500`, or `₦12,500 and $20` where money came in several currencies. */
export const payoutAmount = ({ amounts }: Payout, locale: string) =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    amounts.map(({ amount_minor, currency }) => formatMoney(amount_minor, currency, locale)),
  );

/** What of an order's money the gateway is sending back; the rest of `refunding_minor` is paid by hand. */
export const returningMinor = ({ refunding_minor, payout }: Pick<Order, 'refunding_minor' | 'payout'>) =>
  refunding_minor - (payout?.refunding_minor ?? 0);

/** The end of an account number, by which its owner knows it: four characters, or half of a short one. */
export const endOf = (accountNumber: string) =>
  accountNumber.slice(-Math.min(4, Math.floor(accountNumber.length / 2)));
