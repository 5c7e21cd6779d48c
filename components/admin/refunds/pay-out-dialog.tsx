'use client';

import { PayoutAccount, usePayoutAccount } from '@/components/admin/payout-details/payout-account';
import { RowDialog } from '@/components/admin/row-dialog';
import type { RowPrompt } from '@/lib/admin/row-prompt';

type Props = {
  id: string;
  of: string;
  button: string;
  prompt: RowPrompt;
  timeZone: string;
  locale: string;
};

/** Records that a refund was paid out by hand. Shows the customer's bank account. */
export function PayOutDialog({ timeZone, locale, ...row }: Props) {
  const { reading, onToggle } = usePayoutAccount(row.id);
  return (
    <RowDialog command="pay_out_refund" {...row} onToggle={onToggle}>
      <PayoutAccount reading={reading} timeZone={timeZone} locale={locale} />
    </RowDialog>
  );
}
