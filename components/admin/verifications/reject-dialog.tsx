'use client';

import { ChoiceCards } from '@/components/ui/choice';
import { DialogActions, DialogButton } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { rejectCodes } from '@/lib/admin/verifications/schema';
import { rejectTexts } from '@/lib/orders/shopper-reasons';
import { rejectLabels } from '@/lib/orders/staff-reasons';
import { DecisionForm, useDecisionRefusal, useDecisions } from './decision-context';

/** Says no to what was shown, which is so many `proofs`, with a reason. */
export function RejectDialog({ proofs }: { proofs: number }) {
  const { order, refusal } = useDecisions();
  return (
    <DialogButton
      button="Reject the proof"
      title={`Why can ${order.number} not be confirmed?`}
      width="lg"
      variant="danger"
      wide
      data-key="x"
      aria-keyshortcuts="x"
      outcome={refusal}
    >
      <RejectForm proofs={proofs} />
    </DialogButton>
  );
}

function RejectForm({ proofs }: { proofs: number }) {
  const refusal = useDecisionRefusal('reject');
  return (
    <DecisionForm decision="reject" className="mt-2 grid gap-4">
      <input type="hidden" name="proofs" value={proofs} />
      <p className="text-muted text-sm">
        The customer reads this in a mail and on the order’s page, and can show another proof while the order
        can be paid.
      </p>
      <ChoiceCards
        name="chosen"
        legend={<legend className="sr-only">Reason</legend>}
        choices={rejectCodes.map((reason) => ({
          value: reason,
          title: rejectLabels[reason],
          text: `“${rejectTexts[reason]}”`,
        }))}
        chosen={refusal?.values.chosen}
      />
      <Field
        name="words"
        label="In your own words"
        hint="Alone, or after the reason above. The customer will read it."
        optional
        error={refusal?.fields?.words ?? refusal?.fields?.reason}
      >
        {(control) => (
          <Input {...control} maxLength={300} autoComplete="off" defaultValue={refusal?.values.words} />
        )}
      </Field>
      <DialogActions>
        <SubmitButton variant="danger" pendingLabel="Rejecting …">
          Reject the proof
        </SubmitButton>
      </DialogActions>
    </DecisionForm>
  );
}
