import { Suspense } from 'react';
import { NotYourRole } from '@/components/admin/not-your-role';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { Skeleton } from '@/components/ui/skeleton';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { Checks } from './checks';
import { PaidRate } from './paid-rate';

/** The doctor's checks, for the owner, and the share of online orders that are paid, for staff who may read payments. */
export async function Health({ shop }: { shop: string }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="money" role={membership.role} />;
  return (
    <div className="wrap grid gap-6 pb-16">
      <RefreshOnReturn />
      <Suspense fallback={<Skeleton className="h-28" />}>
        <PaidRate membership={membership} />
      </Suspense>
      <Suspense fallback={<Skeleton className="h-96" />}>
        <Checks membership={membership} />
      </Suspense>
    </div>
  );
}
