import Link from 'next/link';
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

/** Somebody wants to move a credit whose order is packed or shipped: who, where to and why, and what a second person says. */
export function PendingMove({ move, line, shop }: Props) {
  const { move_id, to_number, to_name, reason, requested_by_name, is_mine, actions } = move;
  const money = formatMoney(line.amount_minor, line.currency, shop.locale);
  const of = `${money} to ${to_number}`;
  return (
    <div className="grid gap-2 rounded-md border border-warn/35 bg-warn-soft p-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="warn" className="bg-raised!">
          Move to approve
        </Badge>
        <span className="min-w-0 break-words">
          to{' '}
          <Link
            href={staffOrderPath(shop.slug, to_number)}
            className="whitespace-nowrap rounded-sm font-semibold underline-offset-4 hover:underline"
          >
            {to_number}
          </Link>{' '}
          <span className="font-medium">({to_name})</span>
        </span>
      </p>
      <p className="min-w-0 break-words">
        “{reason}” · {is_mine ? 'asked by you' : `asked by ${requested_by_name ?? 'a colleague'}`}
      </p>
      {is_mine && !actions.includes('approve_move') && (
        <p className="text-muted">A second person has to approve this.</p>
      )}
      {actions.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {actions.includes('approve_move') && <ApproveMove id={move_id} of={of} />}
          {actions.includes('withdraw_move') && (
            <RowButton command="withdraw_move" id={move_id} of={of} pendingLabel="Withdrawing …">
              Withdraw
            </RowButton>
          )}
          {actions.includes('decline_move') && (
            <RowDialog
              command="decline_move"
              id={move_id}
              of={of}
              button="Decline …"
              prompt={{
                title: `Decline the move of ${money}?`,
                text: `The payment stays with ${line.order_number}. Whoever asked for the move can ask again.`,
                field: { name: 'reason', label: 'Reason', hint: 'For your colleagues.', maxLength: 300 },
                confirm: 'Decline',
                pending: 'Declining …',
                isDanger: true,
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}
