import { Lock } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import type { StaffRole } from '@/lib/admin/staff/queries';
import { roleWords } from '@/lib/orders/staff-words';

/** For whoever comes to a place that is none of their role's. `what`: with its verb, as in "Money is". */
export function NotYourRole({ what, role }: { what: string; role: StaffRole }) {
  const { label, can } = roleWords[role];
  return (
    <EmptyState icon={Lock} title={`${what} not part of your role`} heading="h1">
      <p>
        As {label.toLowerCase()} you can {can}. The owner of the shop can change your role.
      </p>
    </EmptyState>
  );
}
