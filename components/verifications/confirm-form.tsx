'use client';

import clsx from 'clsx';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { readAmount, typedAmount } from '@/lib/amount';
import { type Consequence, consequenceOf, isAnotherTransfer } from '@/lib/verifications/decision';
import { owedOf } from '@/lib/verifications/warnings';
import { type ShortLine, shortLinesOf } from '@/lib/verifications/words';
import { DecisionForm, useDecisionRefusal, useDecisions } from './decision-context';
import { ShortChoice } from './short-choice';

type Props = {
  order: Parameters<typeof consequenceOf>[0];
  /** what the proofs say, the newest first: the form begins with the newest */
  said: { paid_on: string | null; bank_reference: string | null }[];
  /** the day it is in the shop */
  today: string;
  /** goods that are known to be gone */
  short: ShortLine[];
  /** it has been refused for want of goods, without scripts */
  wasShort: boolean;
};

/**
 * What the verifier saw on the account. It begins with what is owed, so that the usual case is one press; before that press it
 * says what will follow from the amount.
 */
export function ConfirmForm({ order, said, today, short, wasShort }: Props) {
  const refusal = useDecisionRefusal('confirm');
  const { locale } = useDecisions().order;
  const typed = refusal?.typed;
  const owed = owedOf(order);
  const isAnother = isAnotherTransfer(order);
  const begin = isAnother || owed <= 0 ? '' : typedAmount(owed, order.currency, locale);
  const [amount, setAmount] = useState<number | null>(() => readAmount(begin, order.currency, locale));
  const references = useId();
  const consequence = consequenceOf(order, amount, locale, short.length > 0);
  const isShort = refusal ? refusal.reason === 'sold_out' : wasShort;
  const lines = refusal ? shortLinesOf(refusal) : short;
  return (
    <DecisionForm
      decision="confirm"
      onEdit={(form) => setAmount(readAmount(amountIn(form), order.currency, locale))}
      className="grid gap-4"
    >
      {isAnother && <input type="hidden" name="another" value="on" />}
      <Field
        name="amount_minor"
        label={`Seen on the account, in ${order.currency}`}
        error={refusal?.fields?.amount_minor}
      >
        {(control) => (
          <Input
            {...control}
            required
            inputMode="decimal"
            autoComplete="off"
            placeholder={typedAmount(0, order.currency, locale)}
            data-key="c"
            aria-keyshortcuts="c"
            defaultValue={typed?.amount_minor ?? begin}
            className="font-semibold text-xl tabular-nums"
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="received_at" label="Arrived on" optional error={refusal?.fields?.received_at}>
          {(control) => (
            <Input
              {...control}
              type="date"
              max={today}
              defaultValue={typed?.received_at ?? said[0]?.paid_on ?? ''}
            />
          )}
        </Field>
        <Field
          name="bank_reference"
          label="Reference"
          optional
          error={refusal?.fields?.bank_reference ?? refusal?.fields?.transaction_id}
        >
          {(control) => (
            <Input
              {...control}
              list={references}
              maxLength={90}
              autoComplete="off"
              spellCheck={false}
              defaultValue={typed?.bank_reference ?? said[0]?.bank_reference ?? ''}
            />
          )}
        </Field>
        <datalist id={references}>
          {said.map(
            ({ bank_reference }) => bank_reference && <option key={bank_reference} value={bank_reference} />,
          )}
        </datalist>
      </div>
      {isShort ? (
        <ShortChoice lines={lines} />
      ) : (
        <>
          <Follows from={consequence} />
          <SubmitButton wide pendingLabel="Writing it down …">
            {consequence?.button ?? 'Confirm'}
          </SubmitButton>
        </>
      )}
    </DecisionForm>
  );
}

const amountIn = (form: HTMLFormElement) => String(new FormData(form).get('amount_minor') ?? '');

/** What the press of the button will do. It is read out once somebody pauses in typing. */
function Follows({ from }: { from: Consequence | null }) {
  const Icon = from?.tone === 'good' ? CircleCheck : TriangleAlert;
  return (
    <div role="status">
      {from && (
        <p
          className={clsx(
            'flex gap-2 text-sm',
            from.tone === 'good' ? 'text-good' : 'rounded-md border border-warn/35 bg-warn-soft p-3 text-ink',
          )}
        >
          <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', from.tone === 'warn' && 'text-warn')} />
          {from.text}
        </p>
      )}
    </div>
  );
}
