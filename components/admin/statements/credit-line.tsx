import clsx from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { pageFrom } from '@/lib/admin/statements/lines';
import type { Order } from '@/lib/orders/order';
import { shopStatementsPath } from '@/lib/staff/paths';
import { Day } from './day';
import { asWritten } from './line-facts';

type Props = {
  credit: NonNullable<NonNullable<Order['payments']>[number]['credit']>;
  shop: string;
  locale: string;
};

/** The bank's own text for a payment, with a link to its statement line. */
export function CreditLine({ credit, shop, locale }: Props) {
  const t = useTranslations('admin.statements');
  const { bank, booked_on, description, reference } = credit;
  return (
    <p className="min-w-0 break-words text-sm">
      {t.rich(reference ? 'credit.originWithReference' : 'credit.origin', {
        bank,
        link: (chunks) => (
          <Link
            href={shopStatementsPath(shop, { view: 'done', after: pageFrom(credit) })}
            className="rounded-sm font-medium text-accent-text underline-offset-4 hover:underline"
          >
            {chunks}
          </Link>
        ),
        date: () => <Day on={booked_on} locale={locale} />,
        text: () => (
          <span className={asWritten}>
            {description ? t('credit.quoted', { text: description }) : t('credit.noText')}
          </span>
        ),
        reference: () => <span className={clsx(asWritten, 'break-all')}>{reference}</span>,
      })}
    </p>
  );
}
