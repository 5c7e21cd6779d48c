import { formatMoney } from '@/lib/money';

type Props = {
  /** in minor units of `currency` */
  minor: number;
  currency: string;
  locale: string;
  className?: string;
};

/** An amount. It breaks across lines only if it is wider than its container. */
export function Money({ minor, currency, locale, className }: Props) {
  return (
    <data value={minor} className={className ?? 'wrap-break-word max-w-full tabular-nums'}>
      {formatMoney(minor, currency, locale)}
    </data>
  );
}
