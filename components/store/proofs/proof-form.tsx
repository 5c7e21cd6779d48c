'use client';

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ProofValues } from '@/lib/proofs/schema';
import { words } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { submitProofNoJs } from '@/lib/store/proofs/actions';
import { fileProblem, type SendOutcome, sendProof } from '@/lib/store/proofs/send';
import { ProofFields } from './proof-fields';
import { ProofFileField } from './proof-file-field';
import { ProofProblem } from './proof-problem';
import { ProofProgress, type Stage } from './proof-progress';

type Props = {
  order: { number: string; currency: string };
  /** what the form begins with: what is owed, today */
  initial: ProofValues;
  banks: string[];
  /** a second thought: folded until it is asked for */
  isFolded: boolean;
  title: string;
  /** of the form that this page answers, when it was sent without a script */
  refusal: Refused | null;
};

/** Shows the shop a proof of a transfer. With a script the file goes ahead, and how far it is shows; without, it is a plain form. */
export function ProofForm({ order, initial, banks, isFolded, title, refusal }: Props) {
  const t = useTranslations('store.proofs.form');
  const orderWords = useTranslations('store.orders');
  const [outcome, setOutcome] = useState<SendOutcome | null>(refusal);
  const [stage, setStage] = useState<Stage | null>(null);
  const [file, setFile] = useState<File | null>(null);
  /** what speaks against the file that was chosen after the last answer; null: nothing does */
  const [problem, setProblem] = useState<string | null>();
  const choosing = useRef<File | null>(null);
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const feedback = useRef<HTMLDivElement>(null);
  const stopping = useRef<AbortController>(null);

  // Leaving the page hides it, script and all: what was said once must not greet whoever comes back.
  useLayoutEffect(() => () => setOutcome(null), []);

  const isSubmitted = typeof outcome === 'object' && outcome?.ok === true;
  // what went well is said once the page around it says so, too
  const isShown = isSubmitted ? isFolded : outcome !== null;
  const fields = typeof outcome === 'object' && outcome?.ok === false ? outcome.fields : undefined;
  useEffect(() => {
    const [first] = Object.keys(fields ?? {});
    const control = first && form.current?.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
    else if (isShown) feedback.current?.focus();
  }, [fields, isShown]);

  async function choose(chosen: File | null) {
    choosing.current = chosen;
    const reason = chosen && (await fileProblem(chosen));
    if (choosing.current !== chosen) return; // another one was, meanwhile
    setFile(reason ? null : chosen);
    setProblem(reason && words[reason]);
  }

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const element = event.currentTarget;
    stopping.current = new AbortController();
    const { signal } = stopping.current;
    setOutcome(null);
    setProblem(undefined);
    setStage({ at: 'asking' });
    startTransition(async () => {
      try {
        const answer = await sendProof(new FormData(element), { onStage: setStage, signal });
        setOutcome(answer);
        if (typeof answer === 'object' && answer.ok) {
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
          {stage && <ProofProgress stage={stage} onStop={() => stopping.current?.abort()} />}
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
