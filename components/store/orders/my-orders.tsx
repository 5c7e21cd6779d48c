import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/ui/intent-link';
import { orderPath } from '@/lib/shops/paths';
import { PrivateLink } from './private-link';

/** The orders whose keys are stored in this browser. */
export function MyOrders({ numbers }: { numbers: string[] }) {
  const t = useTranslations('store.orders');
  if (numbers.length === 0) return <PrivateLink title={t('list.findTitle')} />;
  return (
    <div className="wrap grid max-w-2xl gap-6 py-8 lg:py-14">
      <h1 className="font-display text-4xl">{t('title')}</h1>
      <ul className="border-line border-t">
        {numbers.map((number) => (
          <li key={number} className="border-line border-b">
            <IntentLink
              href={orderPath(number)}
              className="flex min-h-16 items-center justify-between gap-4 font-medium tabular-nums hover:text-accent-text"
            >
              {t('number', { number })}
              <ChevronRight aria-hidden className="size-5 text-muted" />
            </IntentLink>
          </li>
        ))}
      </ul>
      <p className="text-muted text-sm">{t('list.otherDevice')}</p>
    </div>
  );
}
