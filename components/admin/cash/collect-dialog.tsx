'use client';

import { useActionState, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { collectCash } from '@/lib/admin/cash/actions';
import type { CommandOutcome } from '@/lib/admin/orders/actions';
import { commandWords } from '@/lib/admin/orders/command-words';
import { type CollectedOrder, CollectForm } from './collect-form';

type Props = CollectedOrder & {
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
  className?: string;
  /**
   * Told what became of it. To be said where it stays: the order may be done, and this dialog gone from the page. Words of a
   * success: `saidOf(outcome.said)`.
   */
  onOutcome?: (outcome: CommandOutcome) => void;
};

/** Records the cash for a parcel, which has arrived with that. */
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
