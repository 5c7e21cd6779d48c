import { formatMoney } from '@/lib/money';

type Props = {
  /** in minor units of `currency` */
  minor: number;
  currency: string;
  locale: string;
  className?: string;
};

/** An amount stays in one piece in a row, and is broken only where it is wider than its place. */
export function Money({ minor, currency, locale, className }: Props) {
  return (
    <data value={minor} className={className ?? 'wrap-break-word max-w-full tabular-nums'}>
      {formatMoney(minor, currency, locale)}
    </data>
  );
}
