import { formatMoney } from '@/lib/money';

type Props = {
  /** in minor units of `currency` */
  minor: number;
  currency: string;
  locale: string;
  className?: string;
};

export function Money({ minor, currency, locale, className }: Props) {
  return (
    <data value={minor} className={className ?? 'whitespace-nowrap tabular-nums'}>
      {formatMoney(minor, currency, locale)}
    </data>
  );
}
