'use client';

import { ChoiceCards } from '@/components/ui/choice';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { commands } from '@/lib/admin/orders/commands';
import { useCommands, useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

const outcomes = [
  { value: 'won', title: 'The shop was right', text: 'The money stays.' },
  {
    value: 'lost',
    title: 'The customer was right',
    text: 'Give the money back afterwards: closing moves none.',
  },
  { value: 'withdrawn', title: 'The customer took it back', text: 'All is well.' },
];

/** Ends a dispute that was opened here. */
export function DisputeDialog({ disputeId }: { disputeId: string }) {
  const { order } = useCommands();
  const refusal = useRefusal('close_dispute', disputeId);
  const { label, pending } = commands.close_dispute;
  return (
    <CommandDialog button={label} title={`How did the dispute about ${order.number} end?`} size="sm">
      <CommandForm
        command="close_dispute"
        subject={disputeId}
        hidden={{ dispute_id: disputeId }}
        className="mt-3 grid gap-4"
      >
        <ChoiceCards
          name="outcome"
          legend={<legend className="sr-only">Outcome</legend>}
          choices={outcomes}
          chosen={refusal?.values.outcome}
          required
          error={refusal?.fields?.outcome}
        />
        <Field
          name="resolution"
          label="What was found out?"
          hint="Goes on the timeline."
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
          <SubmitButton pendingLabel={pending}>{label}</SubmitButton>
        </DialogActions>
      </CommandForm>
    </CommandDialog>
  );
}
