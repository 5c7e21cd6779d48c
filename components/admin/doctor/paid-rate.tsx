import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { countOnlineOrders } from '@/lib/admin/doctor/queries';
import type { Membership } from '@/lib/admin/staff/queries';

/** The share of online orders that were paid. A drop points to a problem with the gateway or the checkout. */
export async function PaidRate({ membership }: { membership: Membership }) {
  if (!membership.can_read_orders) return null;
  const t = await getTranslations('admin.doctor');
  const [week, month] = await Promise.all([7, 30].map((days) => countOnlineOrders(membership, days)));
  return (
    <section aria-label={t('paidOnline')} className="grid gap-4 sm:grid-cols-2">
      {week && <Rate title={t('paidOnlineDays', { days: 7 })} {...week} />}
      {month && <Rate title={t('paidOnlineDays', { days: 30 })} {...month} />}
    </section>
  );
}

function Rate({ title, all, paid }: { title: string; all: number; paid: number }) {
  const t = useTranslations('admin.doctor');
  return (
    <div className="grid gap-1 rounded-lg border border-line bg-raised p-4 sm:p-5">
      <h2 className="text-muted text-sm">{title}</h2>
      <p className="font-display text-3xl tabular-nums">
        {all > 0 ? t('paidPercent', { percent: Math.round((100 * paid) / all) }) : '–'}
      </p>
      <p className="text-muted text-sm">{all > 0 ? t('paidOf', { paid, all }) : t('noneOnline')}</p>
    </div>
  );
}
