'use client';

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import {
  type FormEvent,
  type Ref,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from 'react';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { doneWords } from '@/lib/orders/shopper-words';
import { submitProofPlainly } from '@/lib/proofs/actions';
import type { TypedProof } from '@/lib/proofs/schema';
import { type SendOutcome, sendProof } from '@/lib/proofs/send';
import type { Refused } from '@/lib/result';
import { ProofFileField } from './proof-file-field';
import { ProofProgress, type Stage, stageWords } from './proof-progress';

type Props = {
  order: { number: string; shop: string; currency: string };
  /** what the form begins with: what is owed, today */
  initial: TypedProof;
  banks: string[];
  /** a second thought: folded until it is asked for */
  isFolded: boolean;
  title: string;
  /** of the form that this page answers, when it was sent without a script */
  refusal: Refused | null;
};

/** Shows the shop a proof of a transfer. With a script the file goes ahead, and how far it is shows; without, it is a plain form. */
export function ProofForm({ order, initial, banks, isFolded, title, refusal }: Props) {
  const [outcome, setOutcome] = useState<SendOutcome | null>(refusal);
  const [stage, setStage] = useState<Stage | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const said = useRef<HTMLDivElement>(null);
  const stopping = useRef<AbortController>(null);
  const list = useId();

  // Leaving the page hides it, script and all: what was said once must not greet whoever comes back.
  useLayoutEffect(() => () => setOutcome(null), []);

  const isSent = typeof outcome === 'object' && outcome?.ok === true;
  const fields = typeof outcome === 'object' && outcome?.ok === false ? outcome.fields : undefined;
  useEffect(() => {
    const [first] = Object.keys(fields ?? {});
    const control = first && form.current?.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
    else if (outcome) said.current?.focus();
  }, [outcome, fields]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const element = event.currentTarget;
    stopping.current = new AbortController();
    const { signal } = stopping.current;
    setOutcome(null);
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
      {isSent && (
        <Alert ref={said} tone="good" className="mt-4">
          <p>{doneWords.submit_proof}</p>
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
          action={submitProofPlainly}
          onSubmit={send}
          noValidate
          className={clsx('grid gap-4', isFolded && 'max-w-xl pb-4')}
        >
          <input type="hidden" name="number" value={order.number} />
          <input type="hidden" name="shop" value={order.shop} />
          <ProofFileField error={fields?.file} file={file} onChoose={setFile} />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field
              name="amount_minor"
              label={`Amount sent, in ${order.currency}`}
              error={fields?.amount_minor}
            >
              {(control) => (
                <Input
                  {...control}
                  required
                  inputMode="decimal"
                  autoComplete="off"
                  defaultValue={initial.amount_minor}
                />
              )}
            </Field>
            <Field name="paid_on" label="Sent on" error={fields?.paid_on}>
              {(control) => <Input {...control} required type="date" defaultValue={initial.paid_on} />}
            </Field>
            <Field
              name="bank"
              label="From which bank or wallet"
              error={fields?.bank}
              className="sm:col-span-2"
            >
              {(control) => (
                <Input
                  {...control}
                  required
                  list={list}
                  maxLength={100}
                  autoComplete="off"
                  defaultValue={initial.bank}
                />
              )}
            </Field>
            <Field
              name="bank_reference"
              label="Transaction reference"
              optional
              hint="The number that your bank gave it."
              error={fields?.bank_reference}
              className="sm:col-span-2"
            >
              {(control) => (
                <Input
                  {...control}
                  maxLength={100}
                  autoComplete="off"
                  spellCheck={false}
                  defaultValue={initial.bank_reference}
                />
              )}
            </Field>
          </div>
          <datalist id={list}>
            {banks.map((bank) => (
              <option key={bank} value={bank} />
            ))}
          </datalist>
          {outcome && !isSent && !fields && <Problem outcome={outcome} ref={said} />}
          {stage && <ProofProgress stage={stage} onStop={() => stopping.current?.abort()} />}
          <SubmitButton
            size="lg"
            wide
            pending={isPending}
            pendingLabel={stage ? stageWords[stage.at] : stageWords.looking}
          >
            {typeof outcome === 'string' ? 'Try again' : 'Send the proof'}
          </SubmitButton>
        </form>
      </details>
    </div>
  );
}

/** Why it was not sent, beside the button that was pressed. */
function Problem({ outcome, ref }: { outcome: SendOutcome; ref: Ref<HTMLDivElement> }) {
  if (typeof outcome === 'object') {
    return (
      <Alert ref={ref} tone="bad">
        <p>{outcome.ok ? null : outcome.message}</p>
      </Alert>
    );
  }
  const { tone, title, text } = problems[outcome];
  return (
    <Alert ref={ref} tone={tone} title={title}>
      <p>{text}</p>
    </Alert>
  );
}

const problems = {
  stopped: { tone: 'info', title: 'You stopped it', text: 'Nothing was sent.' },
  unreachable: {
    tone: 'warn',
    title: 'We could not be reached',
    text: 'What you chose and typed is still here. Try again as soon as you are online.',
  },
  failed: {
    tone: 'bad',
    title: 'Something broke on our side',
    text: 'What you chose and typed is still here. Please try again in a moment.',
  },
} as const;
