import clsx from 'clsx';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import type { Candidate, ListedLine } from '@/lib/admin/statements/lines';
import { marksOf } from '@/lib/admin/statements/words';
import { Day } from './day';
import { asWritten } from './line-facts';

type Props = {
  line: ListedLine;
  candidate: Candidate;
  shop: { time_zone: string; locale: string };
  /** the mismatches to point out */
  mismatches: string[];
};

const side = 'row-span-4 grid min-w-0 grid-rows-subgrid rounded-md border border-line bg-sunken p-3';

/** The bank's text and the order side by side, for a person to decide whether they match. */
export function Comparison({ line, candidate, shop, mismatches }: Props) {
  const t = useTranslations('admin.statements');
  const { description, reference, amount_minor, currency, booked_on, bank } = line;
  const { number, name, owed_minor, placed_at } = candidate;
  const { locale } = shop;
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 grid-rows-[repeat(4,auto)] gap-x-3 gap-y-1.5 text-sm">
        <Side title={t('compare.bankWrote')}>
          <p className={clsx(asWritten, 'min-w-0 break-words font-semibold')}>
            {description || t('credit.noDescription')}
            {reference && (
              <span className="block break-all font-normal text-muted">
                <span className="sr-only">{t('credit.reference')} </span>
                {reference}
              </span>
            )}
          </p>
          <p>
            <span className="block text-muted">{t('compare.amountReceived')}</span>
            <Money
              minor={amount_minor}
              currency={currency}
              locale={locale}
              className="font-semibold tabular-nums"
            />
          </p>
          <p className="text-muted">
            {bank}, <Day on={booked_on} locale={locale} />
          </p>
        </Side>
        <Side title={t('compare.order')}>
          <p className="min-w-0 break-words font-semibold">
            {name}
            <span className="block font-normal text-muted">{number}</span>
          </p>
          <p>
            <span className="block text-muted">{t('compare.amountOwed')}</span>
            <Money
              minor={Math.max(owed_minor, 0)}
              currency={currency}
              locale={locale}
              className="font-semibold tabular-nums"
            />
          </p>
          <p className="text-muted">
            {t.rich('compare.placed', {
              time: () => <Time at={placed_at} timeZone={shop.time_zone} locale={locale} show="date" />,
            })}
          </p>
        </Side>
      </div>
      <p className="flex flex-wrap gap-2 empty:hidden">
        {marksOf(candidate).map(({ key, tone }) => (
          <Badge key={key} tone={tone}>
            {t(`mark.${key}`)}
          </Badge>
        ))}
      </p>
      {mismatches.map((text) => (
        <p
          key={text}
          className="flex gap-2 rounded-md border border-warn/35 bg-warn-soft p-3 text-ink text-sm"
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          {text}
        </p>
      ))}
    </div>
  );
}

function Side({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={side}>
      <h3 id={id} className="text-muted">
        {title}
      </h3>
      {children}
    </section>
  );
}
