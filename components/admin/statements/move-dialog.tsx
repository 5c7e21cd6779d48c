'use client';

import { useEffect, useRef, useState } from 'react';
import { RowForm, useListActions, useRowOutcome } from '@/components/admin/list-actions';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Candidate, ListedLine } from '@/lib/admin/statements/lines';
import { amountDoubts, nameDoubts } from '@/lib/admin/statements/words';
import { formatMoney } from '@/lib/money';
import type { PaymentEffect } from '@/lib/orders/order-money';
import { Answers, useAnswers } from './answers';
import { Comparison } from './comparison';
import { LineDialog } from './line-dialog';
import { OrderFields } from './order-button';
import { OrderSearch } from './order-search';

/** An order is looked for, or one was chosen. */
type Step = 'find' | Candidate;

/** Moves a credit that was confirmed for the wrong order to the right one. `of`: which credit, for those who hear only the button. */
export function MoveDialog({ line, of }: { line: ListedLine; of: string }) {
  const [step, setStep] = useState<Step | null>(null);
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        aria-haspopup="dialog"
        onClick={() => setStep('find')}
        className="-mx-3 sm:-my-1.5"
      >
        Move to another order …<span className="sr-only">, {of}</span>
      </Button>
      <LineDialog
        command="move"
        id={line.line_id}
        title={step === 'find' ? 'Which order is the payment for?' : 'Move the payment?'}
        isOpen={step !== null}
        onClose={() => setStep(null)}
      >
        {step === 'find' && <OrderSearch line={line} onChoose={setStep} />}
        {step !== null && step !== 'find' && (
          <MoveForm key={step.order_id} line={line} candidate={step} onBack={() => setStep('find')} />
        )}
      </LineDialog>
    </>
  );
}

type FormProps = { line: ListedLine; candidate: Candidate; onBack: () => void };

function MoveForm({ line, candidate, onBack }: FormProps) {
  const { shop } = useListActions();
  const back = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState('');
  const about = { command: 'move', id: line.line_id };
  const answers = useAnswers({ ...about, order_id: candidate.order_id });
  const outcome = useRowOutcome(about);
  const doubts = [nameDoubts(candidate)].filter((text) => text !== null);

  useEffect(() => back.current?.focus(), []);

  return (
    <RowForm {...about} className="mt-3 grid gap-4">
      {/* what Enter would press: nothing is moved without looking */}
      <button type="submit" disabled hidden />
      <OrderFields order={candidate} />
      <Comparison line={line} candidate={candidate} shop={shop} doubts={doubts} />
      <Follows line={line} candidate={candidate} locale={shop.locale} />
      <div className="grid gap-2">
        <Field
          name="reason"
          label="Reason"
          hint="For your colleagues. It is kept with both orders."
          error={outcome?.ok === false ? outcome.fields?.reason : undefined}
        >
          {(control) => (
            <Input
              {...control}
              required
              maxLength={300}
              autoComplete="off"
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          {suggestions.map((suggestion) => (
            <Button
              key={suggestion}
              variant="secondary"
              size="sm"
              className="font-normal!"
              onClick={() => setReason(suggestion)}
            >
              {suggestion}
            </Button>
          ))}
        </div>
      </div>
      <Answers {...answers} number={candidate.number} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={back} variant="secondary" onClick={onBack}>
          Back
        </Button>
        {!answers.asked && <SubmitButton pendingLabel="Moving …">Move payment</SubmitButton>}
      </div>
    </RowForm>
  );
}

const suggestions = [
  'The bank names another payer',
  'The customer says it is not their payment',
  'Confirmed by mistake',
];

const CONFIRMED = ' and is confirmed.';
const gets: Record<PaymentEffect, string> = {
  ...{ confirms: CONFIRMED, confirms_with_rest: CONFIRMED, revives: CONFIRMED, revives_with_rest: CONFIRMED },
  ...{ short: ', but goods of it are gone.', pays_in_full: ' and is paid in full.', overpays: '.' },
  ...{ holds: ', goes on hold, and finance decides.', asks: ', and finance is asked what it is for.' },
};

/** What becomes of both orders, before it is done. */
function Follows({ line, candidate, locale }: Omit<FormProps, 'onBack'> & { locale: string }) {
  const { order_number, order_name, amount_minor, currency } = line;
  const { number, name, effect } = candidate;
  const money = formatMoney(amount_minor, currency, locale);
  return (
    <ul className="grid list-disc gap-1.5 pl-5 text-sm">
      <li>
        <span className="font-semibold">{order_number}</span> ({order_name}) loses this payment. It is put on
        hold, and its customer can be asked for the money.
      </li>
      <li>
        <span className="font-semibold">{number}</span> ({name}) gets {money}
        {amountDoubts(line, candidate, locale) ? `. ${amountDoubts(line, candidate, locale)}` : gets[effect]}
      </li>
      <li>If goods of {order_number} are packed or shipped, a second person has to approve it first.</li>
    </ul>
  );
}
