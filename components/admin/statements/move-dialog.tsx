'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { RowForm, useListActions, useRowOutcome } from '@/components/admin/list-actions';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Candidate, ListedLine } from '@/lib/admin/statements/lines';
import { amountMismatch, nameMismatch } from '@/lib/admin/statements/words';
import { formatMoney } from '@/lib/money';
import { Answers, useAnswers } from './answers';
import { Comparison } from './comparison';
import { LineDialog } from './line-dialog';
import { OrderFields } from './order-button';
import { OrderSearch } from './order-search';

/** Searching for an order, or a chosen one. */
type Step = 'find' | Candidate;

/** Moves a credit from a wrong order to the right one. `of`: names the credit for screen readers. */
export function MoveDialog({ line, of }: { line: ListedLine; of: string }) {
  const t = useTranslations('admin.statements');
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
        {t.rich('move.open', {
          credit: of,
          hidden: (chunks) => <span className="sr-only">{chunks}</span>,
        })}
      </Button>
      <LineDialog
        command="move"
        id={line.line_id}
        title={t(step === 'find' ? 'move.findTitle' : 'move.title')}
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
  const t = useTranslations('admin.statements');
  const { shop } = useListActions();
  const back = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState('');
  const about = { command: 'move', id: line.line_id };
  const answers = useAnswers({ ...about, order_id: candidate.order_id });
  const outcome = useRowOutcome(about);
  const mismatches = [nameMismatch(t, candidate)].filter((text) => text !== null);

  useEffect(() => back.current?.focus(), []);

  return (
    <RowForm {...about} className="mt-3 grid gap-4">
      {/* Enter presses the first submit button; a disabled one prevents moving by accident */}
      <button type="submit" disabled hidden />
      <OrderFields order={candidate} />
      <Comparison line={line} candidate={candidate} shop={shop} mismatches={mismatches} />
      <Consequences line={line} candidate={candidate} locale={shop.locale} />
      <div className="grid gap-2">
        <Field
          name="reason"
          label={t('credit.reason')}
          hint={t('move.reasonHint')}
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
          {suggestions
            .map((key) => t(`moveReason.${key}`))
            .map((suggestion) => (
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
          {t('move.back')}
        </Button>
        {!answers.asked && <SubmitButton pendingLabel={t('move.moving')}>{t('move.submit')}</SubmitButton>}
      </div>
    </RowForm>
  );
}

const suggestions = ['otherPayer', 'notTheirs', 'byMistake'] as const;

/** The consequences for both orders, shown before the move. */
function Consequences({ line, candidate, locale }: Omit<FormProps, 'onBack'> & { locale: string }) {
  const t = useTranslations('admin.statements');
  const { order_number, order_name, amount_minor, currency } = line;
  const { number, name, effect } = candidate;
  const strong = (chunks: ReactNode) => <span className="font-semibold">{chunks}</span>;
  const gets = { number, name, amount: formatMoney(amount_minor, currency, locale), strong };
  const difference = amountMismatch(t, line, candidate, locale);
  return (
    <ul className="grid list-disc gap-1.5 pl-5 text-sm">
      <li>{t.rich('move.loses', { number: order_number ?? '', name: order_name ?? '', strong })}</li>
      <li>
        {difference ? t.rich('move.getsOther', { ...gets, difference }) : t.rich(`moveGets.${effect}`, gets)}
      </li>
      <li>{t('move.needsApproval', { number: order_number ?? '' })}</li>
    </ul>
  );
}
