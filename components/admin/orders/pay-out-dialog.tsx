'use client';

import { useTranslations } from 'next-intl';
import { PayoutAccount, usePayoutAccount } from '@/components/admin/payout-details/payout-account';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

type Props = { subject: string; hidden: Record<string, string>; timeZone: string; locale: string };

/** Records that a refund was paid outside of the gateway. Shows the customer's bank account. */
export function PayOutDialog({ timeZone, locale, ...about }: Props) {
  const t = useTranslations('admin.orders.refunds');
  const { reading, onToggle } = usePayoutAccount(about.subject);
  const refusal = useRefusal('pay_out_refund', about.subject);
  const tCommands = useTranslations('admin.orderCommands');
  return (
    <CommandDialog
      button={tCommands('pay_out_refund.label')}
      title={t('payOutTitle')}
      size="sm"
      onToggle={onToggle}
    >
      <CommandForm command="pay_out_refund" {...about} className="mt-2 grid gap-4">
        <p className="text-muted text-sm">{t('payOutText')}</p>
        <PayoutAccount reading={reading} timeZone={timeZone} locale={locale} />
        <Field
          name="reference"
          label={t('reference')}
          hint={t('referenceHint')}
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
          <SubmitButton pendingLabel={tCommands('pay_out_refund.pending')}>{t('payOut')}</SubmitButton>
        </DialogActions>
      </CommandForm>
    </CommandDialog>
  );
}
