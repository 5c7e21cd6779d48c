'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { RowForm, useListActions } from '@/components/admin/list-actions';
import { Button } from '@/components/ui/button';
import { DialogBack } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Candidate, ListedLine } from '@/lib/admin/statements/lines';
import { amountMismatch, nameMismatch } from '@/lib/admin/statements/words';
import { Answers, useAnswers } from './answers';
import { Comparison } from './comparison';
import { LineDialog } from './line-dialog';
import { OrderFields } from './order-button';
import { OrderSearch } from './order-search';

/** Searching for an order, or comparing one with the credit. */
type Step = 'find' | Candidate;

const AssignContext = createContext<((step: Step) => void) | null>(null);

function useAssign() {
  const open = use(AssignContext);
  if (!open) throw new Error('a button is outside of its AssignDialog');
  return open;
}

/**
 * Assigns an order to a credit: wraps the credit's row and holds the dialog that its buttons open. The dialog shows the payer's and the
 * customer's name, because a person must compare them before confirming.
 */
export function AssignDialog({ line, children }: { line: ListedLine; children: ReactNode }) {
  const t = useTranslations('admin.statements');
  const [step, setStep] = useState<Step | null>(null);
  return (
    <AssignContext value={setStep}>
      {children}
      <LineDialog
        command="assign"
        id={line.line_id}
        title={t(step === 'find' ? 'compare.findTitle' : 'compare.title')}
        isOpen={step !== null}
        onClose={() => setStep(null)}
      >
        {step === 'find' && <OrderSearch line={line} onChoose={setStep} />}
        {step !== null && step !== 'find' && <CompareForm key={step.order_id} line={line} candidate={step} />}
      </LineDialog>
    </AssignContext>
  );
}

/** Opens the comparison of a credit with a candidate. `of`: names the credit for screen readers. */
export function CompareButton({ candidate, of }: { candidate: Candidate; of: string }) {
  const t = useTranslations('admin.statements');
  const open = useAssign();
  return (
    <Button variant="secondary" size="sm" aria-haspopup="dialog" onClick={() => open(candidate)}>
      {t.rich('candidate.compare', {
        number: candidate.number,
        credit: of,
        hidden: (chunks) => <span className="sr-only">{chunks}</span>,
      })}
    </Button>
  );
}

/** Opens the search for an order outside the candidates. `of`: names the credit for screen readers. */
export function FindOrderButton({ of }: { of: string }) {
  const t = useTranslations('admin.statements');
  const open = useAssign();
  return (
    <Button variant="secondary" size="sm" aria-haspopup="dialog" onClick={() => open('find')}>
      {t.rich('candidate.findOrder', {
        credit: of,
        hidden: (chunks) => <span className="sr-only">{chunks}</span>,
      })}
    </Button>
  );
}

function CompareForm({ line, candidate }: { line: ListedLine; candidate: Candidate }) {
  const t = useTranslations('admin.statements');
  const { shop } = useListActions();
  const cancel = useRef<HTMLButtonElement>(null);
  const answers = useAnswers({ command: 'assign', id: line.line_id, order_id: candidate.order_id });
  const mismatches = [nameMismatch(t, candidate), amountMismatch(t, line, candidate, shop.locale)].filter(
    (text) => text !== null,
  );

  useEffect(() => cancel.current?.focus(), []);

  return (
    <RowForm command="assign" id={line.line_id} className="mt-3 grid gap-4">
      {/* Enter presses the first submit button; a disabled one prevents confirming by accident */}
      <button type="submit" disabled hidden />
      <OrderFields order={candidate} />
      <input type="hidden" name="names_compared" value="on" />
      <Comparison line={line} candidate={candidate} shop={shop} mismatches={mismatches} />
      <Answers {...answers} number={candidate.number} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogBack ref={cancel}>{t('credit.cancel')}</DialogBack>
        {!answers.asked && (
          <SubmitButton pendingLabel={t('list.confirming')}>{t('compare.confirm')}</SubmitButton>
        )}
      </div>
    </RowForm>
  );
}
