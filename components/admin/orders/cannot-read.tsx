import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import type { StaffRole } from '@/lib/admin/staff/queries';

/** Shown to roles that may not read orders. */
export function CannotReadOrders({ role }: { role: StaffRole }) {
  const t = useTranslations('admin.shell.notYourRole');
  const tOrders = useTranslations('admin.orders');
  return (
    <EmptyState icon={Lock} title={t('orders')}>
      <p>{t('text', { role: tOrders(`roles.${role}.label`), permissions: tOrders(`roles.${role}.can`) })}</p>
    </EmptyState>
  );
}
