'use client';

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ProofValues } from '@/lib/proofs/schema';
import type { Refused } from '@/lib/result';
import { submitProofNoJs } from '@/lib/store/proofs/actions';
import { fileProblem, type SendOutcome, sendProof } from '@/lib/store/proofs/send';
import { ProofFields } from './proof-fields';
import { ProofFileField } from './proof-file-field';
import { ProofProblem } from './proof-problem';
import { ProofProgress, type Stage } from './proof-progress';

type Props = {
  order: { number: string; currency: string };
  /** the initial values: the amount owed and today's date */
  initial: ProofValues;
  banks: string[];
  /** collapsed until the shopper opens it */
  isFolded: boolean;
  title: string;
  /** of the form that was submitted without JavaScript */
  refusal: Refused | null;
};

/** Sends a proof of transfer. With JavaScript the file uploads first and shows its progress; without, it is a plain form. */
export function ProofForm({ order, initial, banks, isFolded, title, refusal }: Props) {
  const t = useTranslations('store.proofs.form');
  const tReasons = useTranslations('refusals.reasons');
  const orderWords = useTranslations('store.orders');
  const [outcome, setOutcome] = useState<SendOutcome | null>(refusal);
  const [stage, setStage] = useState<Stage | null>(null);
  const [file, setFile] = useState<File | null>(null);
  /** the error of the currently chosen file; null: the file is valid; undefined: no file chosen since the last submission */
  const [problem, setProblem] = useState<string | null>();
  const latestFile = useRef<File | null>(null);
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const feedback = useRef<HTMLDivElement>(null);
  const abortController = useRef<AbortController>(null);

  // Next hides a page that was left and keeps its state: clears the outcome, so that it does not show again on return.
  useLayoutEffect(() => () => setOutcome(null), []);

  const isSubmitted = typeof outcome === 'object' && outcome?.ok === true;
  // a success shows only once the page around the form has changed too
  const isShown = isSubmitted ? isFolded : outcome !== null;
  const fields = typeof outcome === 'object' && outcome?.ok === false ? outcome.fields : undefined;
  useEffect(() => {
    const [first] = Object.keys(fields ?? {});
    const control = first && form.current?.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
    else if (isShown) feedback.current?.focus();
  }, [fields, isShown]);

  async function choose(chosen: File | null) {
    latestFile.current = chosen;
    const reason = chosen && (await fileProblem(chosen));
    if (latestFile.current !== chosen) return; // the shopper has chosen another file
    setFile(reason ? null : chosen);
    setProblem(reason && tReasons(reason));
  }

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const element = event.currentTarget;
    abortController.current = new AbortController();
    const { signal } = abortController.current;
    setOutcome(null);
    setProblem(undefined);
    setStage({ at: 'asking' });
    startTransition(async () => {
      try {
        const sendOutcome = await sendProof(new FormData(element), {
          t: tReasons,
          onStage: setStage,
          signal,
        });
        setOutcome(sendOutcome);
        if (typeof sendOutcome === 'object' && sendOutcome.ok) {
          element.reset();
          setFile(null);
        }
      } finally {
        setStage(null);
      }
    });
  }

  return (
    <div className="grid content-start gap-4">
      {isSubmitted && isFolded && (
        <Alert ref={feedback} tone="good" className="mt-4">
          <p>{orderWords('done.submit_proof')}</p>
        </Alert>
      )}
      <details open={!isFolded || refusal !== null} className="group">
        <summary
          className={
            isFolded
              ? 'flex min-h-12 list-none items-center justify-between gap-3 rounded-sm font-medium hover:text-accent-text'
              : 'hidden'
          }
        >
          {title}
          <ChevronDown
            aria-hidden
            className="size-5 shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
          />
        </summary>
        <form
          ref={form}
          action={submitProofNoJs}
          onSubmit={send}
          noValidate
          className={clsx('grid gap-4', isFolded && 'max-w-xl pb-4')}
        >
          <input type="hidden" name="number" value={order.number} />
          <ProofFileField
            error={problem === undefined ? fields?.file : problem}
            file={file}
            onChoose={choose}
          />
          <span role="status" className="sr-only">
            {problem}
          </span>
          <ProofFields currency={order.currency} initial={initial} banks={banks} errors={fields} />
          {outcome && !isSubmitted && !fields && <ProofProblem outcome={outcome} ref={feedback} />}
          {stage && <ProofProgress stage={stage} onStop={() => abortController.current?.abort()} />}
          <SubmitButton
            size="lg"
            wide
            pending={isPending}
            pendingLabel={t(`stage.${stage?.at ?? 'looking'}`)}
          >
            {typeof outcome === 'string' ? t('retry') : t('send')}
          </SubmitButton>
        </form>
      </details>
    </div>
  );
}
