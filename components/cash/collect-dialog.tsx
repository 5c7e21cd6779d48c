'use client';

import { useActionState, useId, useRef, useState } from 'react';
import { useIsHydrated } from '@/components/admin/hydrated';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { collectCash, collectCashPlainly } from '@/lib/cash/actions';
import { expectationOf } from '@/lib/cash/words';
import { formatMoney } from '@/lib/money';
import type { CommandOutcome } from '@/lib/orders/staff-actions';
import { readAmount, typedAmount } from '@/lib/orders/staff-amount';
import { commandWords } from '@/lib/orders/staff-command-words';

type Props = {
  shop: string;
  orderId: string;
  number: string;
  /** of the order as it is seen */
  version: number;
  currency: string;
  /** what is to be collected, and what was before */
  dueMinor: number;
  heldMinor?: number;
  /** the parcel had arrived before: only its money is recorded */
  isDelivered?: boolean;
  /** who has the money, unless somebody else is named; and whom it may be */
  courier: string | null;
  couriers: string[];
  /** the address of the page as it is seen: where a form without scripts leads back to */
  back: string;
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
  className?: string;
  /**
   * Told what became of it. To be said where it stays: the order may be done, and this dialog gone from the page. Words of a
   * success: `saidOf(outcome.said)`.
   */
  onOutcome?: (outcome: CommandOutcome) => void;
};

/** Records the cash for a parcel, which has arrived with that. Until scripts have arrived the form unfolds in the page. */
export function CollectDialog({
  variant = 'secondary',
  size = 'md',
  className = '',
  onOutcome,
  ...props
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [outcome, action] = useActionState(async (last: CommandOutcome | null, form: FormData) => {
    const next = await collectCash(last, form);
    if (next.ok) dialog.current?.close();
    if (next.ok || !next.fields) onOutcome?.(next);
    return next;
  }, null);
  const button = props.isDelivered ? 'Record cash' : commandWords.collect?.button;

  if (!useIsHydrated()) {
    return (
      <details className={`open:w-full ${className}`}>
        <summary className={buttonClass({ variant, size }, `w-full list-none ${className}`)}>
          {button}
        </summary>
        <CollectForm {...props} action={collectCashPlainly} isPlain />
      </details>
    );
  }
  return (
    <>
      <Button
        variant={variant}
        size={size}
        className={className}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {button}
        <span className="sr-only">, {props.number}</span>
      </Button>
      <dialog
        ref={dialog}
        closedby="any"
        aria-labelledby={titleId}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-raised backdrop:bg-black/40"
      >
        <h2 id={titleId} className="font-semibold text-lg">
          {props.isDelivered
            ? `How much cash came for ${props.number}?`
            : `How much cash was collected for ${props.number}?`}
        </h2>
        <CollectForm {...props} action={action} outcome={outcome} onBack={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

type FormProps = Omit<Props, 'variant' | 'size' | 'className' | 'onOutcome'> & {
  action: (form: FormData) => void;
  outcome?: CommandOutcome | null;
  isPlain?: boolean;
  onBack?: () => void;
};

function CollectForm({
  action,
  outcome = null,
  isPlain = false,
  onBack,
  heldMinor = 0,
  ...props
}: FormProps) {
  const { shop, orderId, version, currency, dueMinor, isDelivered = false, courier, couriers, back } = props;
  const list = useId();
  const refusal = outcome?.ok === false ? outcome : null;
  const due = typedAmount(dueMinor, currency);
  const [typed, setTyped] = useState<string | null>(null);
  const minor = readAmount(typed ?? refusal?.typed.amount_minor ?? due, currency);
  const expectation =
    minor && expectationOf({ amount_minor: minor, due_minor: dueMinor, currency, is_delivered: isDelivered });
  // what is short of the total although money was recorded is a second sum; of two people who send it, one is out of date
  const isSecond = heldMinor > 0 || refusal?.reason === 'already_collected';
  return (
    <form
      action={action}
      className="mt-2 grid gap-4"
      onInput={({ currentTarget }) => setTyped(String(new FormData(currentTarget).get('amount_minor')))}
      onReset={() => setTyped(null)}
    >
      <Hidden fields={{ shop, order_id: orderId, expected_version: String(version), currency, back }} />
      {isSecond && <input type="hidden" name="another" value="on" />}
      <p className="text-muted text-sm">
        {heldMinor > 0
          ? `${formatMoney(heldMinor, currency)} was collected before; ${formatMoney(dueMinor, currency)} is missing.`
          : `${formatMoney(dueMinor, currency)} is due. Write down what the courier really took.`}
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="amount_minor" label={`Cash in ${currency}`} error={refusal?.fields?.amount_minor}>
          {(control) => (
            <Input
              {...control}
              required
              inputMode="decimal"
              autoComplete="off"
              defaultValue={refusal?.typed.amount_minor ?? due}
            />
          )}
        </Field>
        <Field name="courier" label="Who has the money?" error={refusal?.fields?.courier}>
          {(control) => (
            <Input
              {...control}
              list={list}
              required
              maxLength={80}
              autoComplete="off"
              defaultValue={refusal?.typed.courier ?? courier ?? ''}
            />
          )}
        </Field>
      </div>
      <datalist id={list}>
        {couriers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {isPlain && !isSecond && (
        <label className="inline-flex min-h-11 items-center gap-2 text-sm">
          <input type="checkbox" name="another" className="size-5 shrink-0 accent-accent-text" />
          Cash was recorded for it before, and this is more
        </label>
      )}
      {refusal && !refusal.fields && <Refused refusal={refusal} currency={currency} />}
      {/* keeps its room, so that nothing jumps while somebody types */}
      {!isPlain && (
        <p aria-live="polite" className="min-h-10 text-sm">
          {expectation && (
            <span className={expectation.tone === 'good' ? 'text-good' : 'text-warn'}>
              {expectation.text}
            </span>
          )}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {onBack && (
          <Button variant="secondary" onClick={onBack}>
            Back
          </Button>
        )}
        <SubmitButton pendingLabel={commandWords.collect?.pending}>
          {isSecond ? 'Record it as a second sum' : 'Record the cash'}
        </SubmitButton>
      </div>
    </form>
  );
}

function Hidden({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** Where a colleague was faster, it is said how much they wrote down: most often it is the same money. */
function Refused({
  refusal,
  currency,
}: {
  refusal: Extract<CommandOutcome, { ok: false }>;
  currency: string;
}) {
  const paid = (refusal.details as { paid_minor?: number } | undefined)?.paid_minor;
  return (
    <Alert tone="bad">
      <p>
        {refusal.reason === 'already_collected' && paid !== undefined
          ? `${formatMoney(paid, currency)} was recorded for this order already. If that is this money, go back. If more came, record it as a second sum.`
          : refusal.message}
      </p>
    </Alert>
  );
}
