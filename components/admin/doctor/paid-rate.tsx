import { countOnlineOrders } from '@/lib/admin/doctor/queries';
import type { Membership } from '@/lib/admin/staff/queries';

/** How many of the orders that were to be paid online were paid: falls when the gateway or the checkout has trouble. */
export async function PaidRate({ membership }: { membership: Membership }) {
  if (!membership.can_read_orders) return null;
  const [week, month] = await Promise.all([7, 30].map((days) => countOnlineOrders(membership, days)));
  return (
    <section aria-label="Orders paid online" className="grid gap-4 sm:grid-cols-2">
      {week && <Rate title="Paid online, last 7 days" {...week} />}
      {month && <Rate title="Paid online, last 30 days" {...month} />}
    </section>
  );
}

function Rate({ title, all, paid }: { title: string; all: number; paid: number }) {
  return (
    <div className="grid gap-1 rounded-lg border border-line bg-raised p-4 sm:p-5">
      <h2 className="text-muted text-sm">{title}</h2>
      <p className="font-display text-3xl tabular-nums">
        {all > 0 ? `${Math.round((100 * paid) / all)} %` : '–'}
      </p>
      <p className="text-muted text-sm">
        {all > 0
          ? `${paid} of ${all} ${all === 1 ? 'order was' : 'orders were'} paid`
          : 'No order was to be paid online'}
      </p>
    </div>
  );
}
