import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import type { StaffRole } from '@/lib/admin/staff/queries';
import type { Messages } from '@/lib/messages/messages';

type Props = { what: Exclude<keyof Messages['admin']['shell']['notYourRole'], 'text'>; role: StaffRole };

/** Shown on a page that the staff member's role may not open. */
export function NotYourRole({ what, role }: Props) {
  const t = useTranslations('admin.shell.notYourRole');
  const tOrders = useTranslations('admin.orders');
  return (
    <EmptyState icon={Lock} title={t(what)} heading="h1">
      <p>
        {t('text', {
          role: tOrders(`roles.${role}.label`),
          permissions: tOrders(`roles.${role}.can`),
        })}
      </p>
    </EmptyState>
  );
}
