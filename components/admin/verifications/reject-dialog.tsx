'use client';

import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ChoiceCard } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { type RejectReason, rejectReasons } from '@/lib/admin/verifications/reasons';
import { DecisionForm, useDecisionRefusal, useDecisions } from './decision-context';

/** Says no to what was shown, which is so many `proofs`, with a reason. */
export function RejectDialog({ proofs }: { proofs: number }) {
  const { order, refusal } = useDecisions();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Whatever was not about the reason is said on the page, over which the dialog lies.
  useEffect(() => {
    if (refusal && !refusal.fields) dialog.current?.close();
  }, [refusal]);
  // a page that was left is only hidden
  useLayoutEffect(() => () => dialog.current?.close(), []);

  return (
    <>
      <Button
        variant="danger"
        wide
        aria-haspopup="dialog"
        data-key="x"
        aria-keyshortcuts="x"
        onClick={() => dialog.current?.showModal()}
      >
        Reject the proof
      </Button>
      <dialog
        ref={dialog}
        closedby="any"
        aria-labelledby={titleId}
        className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-raised backdrop:bg-black/40"
      >
        <h2 id={titleId} className="font-semibold text-lg">
          Why can {order.number} not be confirmed?
        </h2>
        <RejectForm proofs={proofs} onBack={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function RejectForm({ proofs, onBack }: { proofs: number; onBack?: () => void }) {
  const refusal = useDecisionRefusal('reject');
  return (
    <DecisionForm decision="reject" className="mt-2 grid gap-4">
      <input type="hidden" name="proofs" value={proofs} />
      <p className="text-muted text-sm">
        The customer reads this in a mail and on the order’s page, and can show another proof while the order
        can be paid.
      </p>
      <fieldset className="grid gap-2">
        <legend className="sr-only">Reason</legend>
        {(Object.keys(rejectReasons) as RejectReason[]).map((reason) => (
          <ChoiceCard
            key={reason}
            name="chosen"
            value={reason}
            title={rejectReasons[reason].label}
            description={`“${rejectReasons[reason].text}”`}
            defaultChecked={refusal?.typed.chosen === reason}
          />
        ))}
      </fieldset>
      <Field
        name="words"
        label="In your own words"
        hint="Alone, or after the reason above. The customer will read it."
        optional
        error={refusal?.fields?.words ?? refusal?.fields?.reason}
      >
        {(control) => (
          <Input {...control} maxLength={300} autoComplete="off" defaultValue={refusal?.typed.words} />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {onBack && (
          <Button variant="secondary" onClick={onBack}>
            Back
          </Button>
        )}
        <SubmitButton variant="danger" pendingLabel="Rejecting …">
          Reject the proof
        </SubmitButton>
      </div>
    </DecisionForm>
  );
}
