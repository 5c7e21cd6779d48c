import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';

type Props = { numbers: string[]; printed: { number: string }[] };

/** Selected orders that are not printed because they have nothing to pack or ship now. */
export function SkippedOrders({ numbers, printed }: Props) {
  const t = useTranslations('admin.fulfilment.print');
  const skipped = numbers.filter((number) => !printed.some((order) => order.number === number));
  if (skipped.length === 0) return null;
  return (
    <Alert tone="warn">
      <p>{t('skipped', { count: skipped.length, numbers: skipped.join(', ') })}</p>
    </Alert>
  );
}
