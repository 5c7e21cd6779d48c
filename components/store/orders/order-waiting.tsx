import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { RefreshWhileWaiting } from '@/components/ui/refresh-while-waiting';
import { Spinner } from '@/components/ui/spinner';
import { checkPayment } from '@/lib/payments/check';
import { paymentCheckPath } from '@/lib/shops/paths';

/** Shown while the gateway has no outcome yet or could not be reached. */
export function OrderWaiting({ reference }: { reference: string }) {
  const t = useTranslations('store.orders');
  const checkPath = paymentCheckPath(reference);
  return (
    <Alert title={t('waiting.title')}>
      <p>{t('waiting.text')}</p>
      <p className="flex items-center gap-4">
        <ButtonLink href={checkPath} size="sm" variant="secondary">
          {t('waiting.check')}
        </ButtonLink>
        <span className="inline-flex items-center gap-2 text-muted text-sm noscript:hidden">
          <Spinner /> {t('waiting.checking')}
        </span>
      </p>
      <noscript>
        <meta httpEquiv="refresh" content={`15;url=${checkPath}`} />
      </noscript>
      <RefreshWhileWaiting refresh={checkPayment} reference={reference} />
    </Alert>
  );
}
