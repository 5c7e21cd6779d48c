'use client';

import { useTranslations } from 'next-intl';
import { SeenFields, useSeenValues } from '@/components/admin/verifications/seen-fields';
import { DialogActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Claim } from '@/lib/admin/verifications/seen';
import { formatMoney } from '@/lib/money';
import { useCommands, useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

type Props = {
  total_minor: number;
  /** null: nothing is owed */
  owed_minor: number | null;
  /** the customer's claim about the transfer to verify */
  claim: Claim | null;
  locale: string;
  /** today in the shop's time zone */
  today: string;
  /** the order already holds money: this is a further payment */
  isMore: boolean;
};

/** Confirms a transfer with what the bank account shows. The values must be typed, never prefilled from the customer's claim. */
export function ProofDialog(props: Props) {
  const t = useTranslations('admin.orders.proofs');
  const tCommands = useTranslations('admin.orderCommands');
  const { order } = useCommands();
  return (
    <CommandDialog
      button={tCommands('settle.label')}
      title={t('confirmTitle', { number: order.number })}
      variant="primary"
      size="sm"
    >
      <SeenForm {...props} />
    </CommandDialog>
  );
}

function SeenForm({ total_minor, isMore, ...props }: Props) {
  const t = useTranslations('admin.orders.proofs');
  const { order } = useCommands();
  const tCommands = useTranslations('admin.orderCommands');
  const refusal = useRefusal('settle');
  const { seen, onEdit } = useSeenValues(order.currency, order.locale, refusal?.values);
  return (
    <CommandForm
      command="settle"
      hidden={isMore ? { another: 'on' } : {}}
      onEdit={onEdit}
      className="mt-2 grid gap-4"
    >
      <p className="text-muted text-sm">
        {t('confirmText', { amount: formatMoney(total_minor, order.currency, order.locale) })}
      </p>
      <SeenFields
        currency={order.currency}
        seen={seen}
        values={refusal?.values}
        errors={refusal?.fields}
        {...props}
      />
      <label className="inline-flex min-h-11 items-center gap-2 text-sm">
        <input
          type="checkbox"
          name="even_if_short"
          defaultChecked={refusal?.values.even_if_short === 'on'}
          className="size-5 shrink-0 accent-accent-text"
        />
        {t('evenIfShort')}
      </label>
      <DialogActions>
        <SubmitButton pendingLabel={tCommands('settle.pending')}>{t('confirm')}</SubmitButton>
      </DialogActions>
    </CommandForm>
  );
}
