import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { ListedLine } from '@/lib/admin/statements/lines';
import { Day } from './day';

export const linesClass = 'overflow-clip rounded-lg border border-line bg-raised';

/** On a phone each credit is a card. The scroll margin keeps rows clear of the bar below the list. */
export const lineRow =
  'grid scroll-mb-24 gap-x-8 gap-y-3 border-line px-4 py-3.5 not-first:border-t has-[[data-tick]:checked]:bg-accent-soft ' +
  'lg:grid-cols-2';

/** The font's ligatures would turn the x of `2x38`, part of an order number, into a multiplication sign. */
export const asWritten = '[font-variant-ligatures:no-contextual]';

/** The bank's data of a credit. */
export function LineFacts({ line, locale }: { line: ListedLine; locale: string }) {
  const t = useTranslations('admin.statements');
  const { amount_minor, currency, booked_on, bank, description, reference } = line;
  return (
    <div className="grid min-w-0 grow content-start gap-1">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <Money
          minor={amount_minor}
          currency={currency}
          locale={locale}
          className="whitespace-nowrap font-semibold tabular-nums"
        />
        <span className="text-muted text-sm">
          <Day on={booked_on} locale={locale} /> · {bank}
        </span>
      </p>
      <p className={clsx(asWritten, 'min-w-0 break-words text-sm')}>
        {description || t('credit.noDescription')}
      </p>
      {reference && <p className={clsx(asWritten, 'break-all text-muted text-sm')}>{reference}</p>}
    </div>
  );
}
