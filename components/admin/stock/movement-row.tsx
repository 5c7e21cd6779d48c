import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowTime } from '@/components/admin/orders/row-time';
import type { Membership } from '@/lib/admin/staff/queries';
import type { Movement } from '@/lib/admin/stock/queries';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = { movement: Movement; shop: Membership['shop'] };

/** One change of a variant's stock: the change, its reason, the actor, and the quantities after it. */
export function MovementRow({ movement, shop }: Props) {
  const t = useTranslations('admin.stock.history');
  const { reason, note, number, actor_name, at, on_hand_delta, committed_delta, on_hand, committed } =
    movement;
  const signed = new Intl.NumberFormat(shop.locale, { signDisplay: 'exceptZero' });
  const changes = [
    on_hand_delta !== 0 && t('onHandChange', { delta: signed.format(on_hand_delta) }),
    committed_delta !== 0 && t('committedChange', { delta: signed.format(committed_delta) }),
  ].filter((change) => change !== false);
  return (
    <li className="grid gap-x-6 gap-y-1 border-line px-4 py-3 not-first:border-t sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-0.5">
        <p className="font-medium">
          {t(`reason.${reason}`)}
          {note && <span className="font-normal text-muted wrap-anywhere"> · {note}</span>}
        </p>
        <p className="text-muted text-sm">
          <RowTime at={at} timeZone={shop.time_zone} locale={shop.locale} />
          {actor_name && ` ${t('by', { name: actor_name })}`}
          {number && (
            <>
              {' · '}
              {t.rich('order', {
                order: () => (
                  <Link
                    href={staffOrderPath(shop.slug, number)}
                    className="rounded-sm font-medium text-accent-text underline-offset-4 hover:underline"
                  >
                    {number}
                  </Link>
                ),
              })}
            </>
          )}
        </p>
      </div>
      <div className="grid gap-0.5 sm:text-right">
        <p className="tabular-nums">{changes.join(', ')}</p>
        <p className="text-muted text-sm tabular-nums">{t('after', { onHand: on_hand, committed })}</p>
      </div>
    </li>
  );
}
