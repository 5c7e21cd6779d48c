'use client';

import { PayoutAccount, usePayoutAccount } from '@/components/admin/payout-details/payout-account';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { commands } from '@/lib/admin/orders/commands';
import { useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

type Props = { subject: string; hidden: Record<string, string>; timeZone: string; locale: string };

/** Notes that the money of a refund went back by another way than the gateway, beside the bank account to which it goes. */
export function PayOutDialog({ timeZone, locale, ...about }: Props) {
  const { reading, onToggle } = usePayoutAccount(about.subject);
  const refusal = useRefusal('pay_out_refund', about.subject);
  const { label, pending } = commands.pay_out_refund;
  return (
    <CommandDialog button={label} title="Paid out by hand?" size="sm" onToggle={onToggle}>
      <CommandForm command="pay_out_refund" {...about} className="mt-2 grid gap-4">
        <p className="text-muted text-sm">
          Only once the money has left: the refund counts as done, and the customer gets a mail.
        </p>
        <PayoutAccount reading={reading} timeZone={timeZone} locale={locale} />
        <Field
          name="reference"
          label="Reference"
          hint="Where this payment is written down, such as the bank’s own reference."
          error={refusal?.fields?.reference}
        >
          {(control) => (
            <Input
              {...control}
              required
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              defaultValue={refusal?.values.reference}
            />
          )}
        </Field>
        <DialogActions>
          <SubmitButton pendingLabel={pending}>It has been paid out</SubmitButton>
        </DialogActions>
      </CommandForm>
    </CommandDialog>
  );
}
