import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';

type Payout = NonNullable<Order['payout']>;

/** `₦12,500`, or `₦12,500 and $20` for payments in several currencies. */
export const payoutAmount = ({ amounts }: Payout, locale: string) =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    amounts.map(({ amount_minor, currency }) => formatMoney(amount_minor, currency, locale)),
  );

/** The amount that the gateway is refunding; the rest of `refunding_minor` is a manual refund. */
export const returningMinor = ({ refunding_minor, payout }: Pick<Order, 'refunding_minor' | 'payout'>) =>
  refunding_minor - (payout?.refunding_minor ?? 0);

/** The end of an account number, enough for its owner to recognize it: four characters, or half of a short number. */
export const endOf = (accountNumber: string) =>
  accountNumber.slice(-Math.min(4, Math.floor(accountNumber.length / 2)));
