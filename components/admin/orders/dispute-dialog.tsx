'use client';

import { useTranslations } from 'next-intl';
import { ChoiceCards } from '@/components/ui/choice';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { useCommands, useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

const outcomes = ['won', 'lost', 'withdrawn'] as const;

/** Closes a dispute that staff or the shopper opened; a bank's dispute ends when the gateway reports it. */
export function DisputeDialog({ disputeId }: { disputeId: string }) {
  const t = useTranslations('admin.orders.disputes');
  const { order } = useCommands();
  const refusal = useRefusal('close_dispute', disputeId);
  const tCommands = useTranslations('admin.orderCommands');
  return (
    <CommandDialog
      button={tCommands('close_dispute.label')}
      title={t('closeTitle', { number: order.number })}
      size="sm"
    >
      <CommandForm
        command="close_dispute"
        subject={disputeId}
        hidden={{ dispute_id: disputeId }}
        className="mt-3 grid gap-4"
      >
        <ChoiceCards
          name="outcome"
          legend={<legend className="sr-only">{t('outcome')}</legend>}
          choices={outcomes.map((value) => ({
            value,
            title: t(`outcomeTitle.${value}`),
            text: t(`outcomeText.${value}`),
          }))}
          chosen={refusal?.values.outcome}
          required
          error={refusal?.fields?.outcome}
        />
        <Field
          name="resolution"
          label={t('resolution')}
          hint={t('resolutionHint')}
          error={refusal?.fields?.resolution}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              required
              maxLength={500}
              defaultValue={refusal?.values.resolution}
            />
          )}
        </Field>
        <DialogActions>
          <SubmitButton pendingLabel={tCommands('close_dispute.pending')}>
            {tCommands('close_dispute.label')}
          </SubmitButton>
        </DialogActions>
      </CommandForm>
    </CommandDialog>
  );
}
