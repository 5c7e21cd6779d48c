import { useTranslations } from 'next-intl';
import type { Amounts } from '@/lib/admin/money-exceptions/exception';

/** The gap, with the amounts owed and received, if any. */
export function ExceptionAmounts({ amounts, className }: { amounts: Amounts; className?: string }) {
  const t = useTranslations('admin.exceptions');
  const { owed, received, gap } = amounts;
  return (
    <span className={className}>
      <span className="font-medium md:whitespace-nowrap tabular-nums">{t(`gap.${gap.code}`, gap)}</span>
      {owed && received && (
        <span className="text-muted md:whitespace-nowrap text-sm tabular-nums">
          {/* the layout separates the two texts; screen readers need the comma */}
          <span className="sr-only">, </span>
          {t('owedAndReceived', { owed, received })}
        </span>
      )}
    </span>
  );
}
