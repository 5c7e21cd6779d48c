import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowButton } from '@/components/admin/row-button';
import { RowDialog } from '@/components/admin/row-dialog';
import { Badge } from '@/components/ui/badge';
import type { Membership } from '@/lib/admin/staff/queries';
import type { ListedLine } from '@/lib/admin/statements/lines';
import { formatMoney } from '@/lib/money';
import { staffOrderPath } from '@/lib/staff/paths';
import { ApproveMove } from './approve-move';

type Props = {
  move: NonNullable<ListedLine['move']>;
  line: ListedLine;
  shop: Membership['shop'];
};

/** A requested move of a credit whose order is packed or shipped: target, requester, reason and the actions on it. */
export function PendingMove({ move, line, shop }: Props) {
  const t = useTranslations('admin.statements');
  const { move_id, to_number, to_name, reason, requested_by_name, is_mine, actions } = move;
  const money = formatMoney(line.amount_minor, line.currency, shop.locale);
  const of = t('move.name', { amount: money, number: to_number });
  return (
    <div className="grid gap-2 rounded-md border border-warn/35 bg-warn-soft p-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="warn" className="bg-raised!">
          {t('move.toApprove')}
        </Badge>
        <span className="min-w-0 break-words">
          {t.rich('move.to', {
            name: to_name,
            order: () => (
              <Link
                href={staffOrderPath(shop.slug, to_number)}
                className="whitespace-nowrap rounded-sm font-semibold underline-offset-4 hover:underline"
              >
                {to_number}
              </Link>
            ),
            strong: (chunks) => <span className="font-medium">{chunks}</span>,
          })}
        </span>
      </p>
      <p className="min-w-0 break-words">
        {is_mine
          ? t('move.requestedByYou', { reason })
          : requested_by_name
            ? t('move.requestedBy', { reason, name: requested_by_name })
            : t('move.requestedByColleague', { reason })}
      </p>
      {is_mine && !actions.includes('approve_move') && (
        <p className="text-muted">{t('move.needsSecondPerson')}</p>
      )}
      {actions.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {actions.includes('approve_move') && <ApproveMove id={move_id} of={of} />}
          {actions.includes('withdraw_move') && (
            <RowButton command="withdraw_move" id={move_id} of={of} pendingLabel={t('move.withdrawing')}>
              {t('move.withdraw')}
            </RowButton>
          )}
          {actions.includes('decline_move') && (
            <RowDialog
              command="decline_move"
              id={move_id}
              of={of}
              button={t('move.decline')}
              prompt={{
                title: t('move.declineTitle', { amount: money }),
                text: t('move.declineText', { number: line.order_number ?? '' }),
                field: {
                  name: 'reason',
                  label: t('credit.reason'),
                  hint: t('credit.reasonHint'),
                  maxLength: 300,
                },
                confirm: t('move.confirmDecline'),
                pending: t('move.declining'),
                isDanger: true,
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}
