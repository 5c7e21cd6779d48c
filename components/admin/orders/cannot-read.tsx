import { Lock } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import type { StaffRole } from '@/lib/admin/staff/queries';
import { roleWords } from '@/lib/orders/staff-words';

/** For roles that have nothing to do with orders. */
export function CannotReadOrders({ role }: { role: StaffRole }) {
  const { label, can } = roleWords[role];
  return (
    <EmptyState icon={Lock} title="Orders are not part of your role">
      <p>
        As {label.toLowerCase()} you can {can}. Customers’ orders stay with those who serve them; the owner of
        the shop can change your role.
      </p>
    </EmptyState>
  );
}
