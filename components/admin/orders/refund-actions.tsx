'use client';

import type { Refund } from '@/lib/orders/order-money';
import { ApproveDialog } from './approve-dialog';
import { CommandButton } from './command-button';
import { PayOutDialog } from './pay-out-dialog';
import { ReasonDialog } from './reason-dialog';

type Props = {
  refund: Refund;
  approve: boolean;
  decline: boolean;
  retry: boolean;
  payOut: boolean;
  /** asked for by this person, so that a colleague has to approve it */
  isOwn: boolean;
  timeZone: string;
  locale: string;
};

export function RefundActions({ refund, approve, decline, retry, payOut, isOwn, timeZone, locale }: Props) {
  const { refund_id } = refund;
  const about = { subject: refund_id, hidden: { refund_id } };
  return (
    <div className="flex flex-wrap items-center gap-2 empty:hidden">
      {approve && <ApproveDialog refund={refund} {...about} />}
      {retry && <CommandButton command="retry_refund" {...about} size="sm" />}
      {payOut && <PayOutDialog {...about} timeZone={timeZone} locale={locale} />}
      {isOwn && (
        <p className="mr-2 text-muted text-sm">You asked for it, so a colleague has to approve it.</p>
      )}
      {decline && <ReasonDialog command="decline_refund" {...about} size="sm" />}
    </div>
  );
}
