'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { RowForm, useRowOutcome } from '@/components/admin/desk';
import { useIsHydrated } from '@/components/admin/hydrated';
import { Button, buttonClass } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { differenceOf } from '@/lib/cash/words';
import { formatMoney } from '@/lib/money';
import { readAmount } from '@/lib/orders/staff-amount';

type Props = {
  shop: string;
  courier: string;
  currency: string;
  /** what should be there */
  expected_minor: number;
};

/** Counts what a courier hands over. Until scripts have arrived the form unfolds in the row. */
export function CountDialog(props: Props) {
  const outcome = useRowOutcome({ command: 'count_cash', id: props.courier });
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const label = (
    <>
      Count
      <span className="sr-only">, {props.courier}</span>
    </>
  );

  // Whatever was not about a field is said on the page, over which the dialog lies.
  useEffect(() => {
    if (outcome && (outcome.ok || !outcome.fields)) dialog.current?.close();
  }, [outcome]);

  if (!useIsHydrated()) {
    return (
      <details className="open:w-full">
        <summary className={buttonClass({ variant: 'secondary', size: 'sm' }, 'list-none')}>{label}</summary>
        <CountForm {...props} />
      </details>
    );
  }
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
        className="max-sm:w-full"
      >
        {label}
      </Button>
      <dialog
        ref={dialog}
        closedby="any"
        aria-labelledby={titleId}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-raised backdrop:bg-black/40"
      >
        <h2 id={titleId} className="font-semibold text-lg">
          How much does {props.courier} hand over?
        </h2>
        <CountForm {...props} onBack={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function CountForm({ shop, courier, currency, expected_minor, onBack }: Props & { onBack?: () => void }) {
  const outcome = useRowOutcome({ command: 'count_cash', id: courier });
  const errors = outcome?.ok === false ? outcome.fields : undefined;
  const isHydrated = useIsHydrated();
  const [counted, setCounted] = useState('');
  const [note, setNote] = useState('');
  const minor = readAmount(counted, currency);
  const difference = minor === null ? null : differenceOf({ expected_minor, counted_minor: minor, currency });
  const differs = minor !== null && minor !== expected_minor;
  return (
    <RowForm command="count_cash" id={courier} className="mt-2 grid gap-4">
      <input type="hidden" name="shop" value={shop} />
      <input type="hidden" name="currency" value={currency} />
      <input type="hidden" name="expected_minor" value={expected_minor} />
      <p className="text-muted text-sm">
        {formatMoney(expected_minor, currency)} should be there. Count it yourself, and write down what is.
      </p>
      <Field
        name="counted_minor"
        label={`Counted, in ${currency}`}
        // keeps its room, so that nothing jumps while somebody types
        hint={
          isHydrated && (
            <span aria-live="polite" className="block min-h-5">
              {difference && <span className={toneClass[difference.tone]}>{difference.text}.</span>}
            </span>
          )
        }
        error={errors?.counted_minor}
      >
        {(control) => (
          <Input
            {...control}
            required
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.00"
            value={counted}
            onChange={({ currentTarget }) => setCounted(currentTarget.value)}
          />
        )}
      </Field>
      <Field
        name="note"
        label="Note"
        optional={!differs}
        hint={differs ? 'Why it differs, for whoever asks later.' : 'Needed only where the count differs.'}
        error={errors?.note}
      >
        {(control) => (
          <Input
            {...control}
            required={differs}
            maxLength={300}
            autoComplete="off"
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {onBack && (
          <Button variant="secondary" onClick={onBack}>
            Back
          </Button>
        )}
        <SubmitButton pendingLabel="Saving …">Take it over</SubmitButton>
      </div>
    </RowForm>
  );
}

const toneClass = { good: 'text-good', warn: 'text-warn', bad: 'text-bad' };
