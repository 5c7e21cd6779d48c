import { Boxes, PackageCheck, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import type { StockView } from '@/lib/admin/stock/stock';

const icons = { all: Boxes, low: PackageCheck, out: PackageCheck, search: SearchX };

export function EmptyStock({ of, level }: { of: StockView | 'search'; level: number }) {
  const t = useTranslations('admin.stock');
  return (
    <EmptyState icon={icons[of]} title={t(`emptyTitle.${of}`)}>
      <p>{t(`emptyText.${of}`, { count: level })}</p>
    </EmptyState>
  );
}
