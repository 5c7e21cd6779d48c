import { Coffee, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import type { RefundView } from '@/lib/admin/refunds/refund';

export function EmptyRefunds({ view }: { view: RefundView }) {
  const t = useTranslations('admin.refunds');
  return (
    <EmptyState icon={view === 'all' ? Undo2 : Coffee} title={t(`emptyTitle.${view}`)}>
      <p>{t(`emptyText.${view}`)}</p>
    </EmptyState>
  );
}
