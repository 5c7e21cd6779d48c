import { getTranslations } from 'next-intl/server';
import { Count } from '@/components/admin/count';
import { countLowStock } from '@/lib/admin/stock/queries';

/** How many variants are low on stock. */
export async function LowStockCount({ shop }: { shop: string }) {
  const [count, t] = await Promise.all([countLowStock(shop), getTranslations('admin.shell.queues')]);
  return <Count count={count} upTo={99} of={t('low_stock')} tone="calm" />;
}
