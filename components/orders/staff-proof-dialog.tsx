'use client';

import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { typedAmount } from '@/lib/amount';
import { formatMoney } from '@/lib/money';
import { commandWords } from '@/lib/orders/staff-command-words';
import { useCommands, useRefusal } from './staff-command-context';
import { CommandDialog } from './staff-command-dialog';
import { CommandForm } from './staff-command-form';

type Props = {
  total_minor: number;
  bankReference: string;
  /** the order holds money already: what is seen now is more of it */
  isMore: boolean;
};

/** Confirms a transfer with what was seen on the account. The amount is typed, not taken over: it has to be looked at. */
export function ProofDialog({ total_minor, bankReference, isMore }: Props) {
  const { order } = useCommands();
  const refusal = useRefusal('confirm_proof');
  const words = commandWords.confirm_proof;
  return (
    <CommandDialog
      button={words?.button}
      title={`Is the money for ${order.number} on the account?`}
      variant="primary"
      size="sm"
    >
      {(onBack) => (
        <CommandForm
          command="confirm_proof"
          hidden={isMore ? { another: 'on' } : {}}
          className="mt-2 grid gap-4 sm:grid-cols-2"
        >
          <p className="text-muted text-sm sm:col-span-2">
            The order costs {formatMoney(total_minor, order.currency, order.locale)}. Write down what the bank
            says.
          </p>
          <Field
            name="amount_minor"
            label={`Amount in ${order.currency}`}
            error={refusal?.fields?.amount_minor}
          >
            {(control) => (
              <Input
                {...control}
                required
                inputMode="decimal"
                autoComplete="off"
                placeholder={typedAmount(0, order.currency, order.locale)}
                defaultValue={refusal?.typed.amount_minor}
              />
            )}
          </Field>
          <Field name="received_at" label="Day" optional error={refusal?.fields?.received_at}>
            {(control) => <Input {...control} type="date" defaultValue={refusal?.typed.received_at} />}
          </Field>
          <Field
            name="bank_reference"
            label="Bank’s reference"
            optional
            error={refusal?.fields?.bank_reference}
            className="sm:col-span-2"
          >
            {(control) => (
              <Input
                {...control}
                maxLength={90}
                autoComplete="off"
                spellCheck={false}
                defaultValue={refusal?.typed.bank_reference ?? bankReference}
              />
            )}
          </Field>
          <label className="inline-flex min-h-11 items-center gap-2 text-sm sm:col-span-2">
            <input
              type="checkbox"
              name="even_if_short"
              defaultChecked={refusal?.typed.even_if_short === 'on'}
              className="size-5 shrink-0 accent-accent-text"
            />
            Note the money even if the goods are gone meanwhile
          </label>
          <div className="flex flex-wrap justify-end gap-2 sm:col-span-2">
            {onBack && (
              <Button variant="secondary" onClick={onBack}>
                Back
              </Button>
            )}
            <SubmitButton pendingLabel={words?.pending}>Confirm the money</SubmitButton>
          </div>
        </CommandForm>
      )}
    </CommandDialog>
  );
}
