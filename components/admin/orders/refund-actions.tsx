'use client';

import { useTranslations } from 'next-intl';
import { whyBlocked } from '@/lib/admin/refunds/words';
import { offered } from '@/lib/orders/order';
import type { Refund, RefundCommand } from '@/lib/orders/order-money';
import { ApproveDialog } from './approve-dialog';
import { CommandButton } from './command-button';
import { PayOutDialog } from './pay-out-dialog';
import { ReasonDialog } from './reason-dialog';

type Props = { refund: Refund; timeZone: string; locale: string };

/** The staff member's actions on a refund, and why other actions are blocked. */
export function RefundActions({ refund, timeZone, locale }: Props) {
  const t = useTranslations('admin.refunds');
  const { refund_id, actions } = refund;
  const about = { subject: refund_id, hidden: { refund_id } };
  const can = (command: RefundCommand) => offered(refund).includes(command);
  return (
    <div className="flex flex-wrap items-center gap-2 empty:hidden">
      {can('approve_refund') && <ApproveDialog refund={refund} {...about} />}
      {can('retry_refund') && <CommandButton command="retry_refund" {...about} size="sm" />}
      {can('pay_out_refund') && <PayOutDialog {...about} timeZone={timeZone} locale={locale} />}
      {whyBlocked(actions).map((reason) => (
        <p key={reason} className="mr-2 text-muted text-sm">
          {t(`blocked.${reason}`)}
        </p>
      ))}
      {can('decline_refund') && <ReasonDialog command="decline_refund" {...about} size="sm" />}
    </div>
  );
}
