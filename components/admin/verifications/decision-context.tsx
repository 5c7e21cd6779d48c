'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useEffect, useRef } from 'react';
import { FormStatus } from '@/components/ui/form-status';
import { useServerAction } from '@/components/ui/use-server-action';
import { type DecisionRefused, decideVerification } from '@/lib/admin/verifications/actions';
import { refusalWords } from '@/lib/admin/verifications/words';
import type { Order } from '@/lib/orders/order';

/** `locale`: the shop's, for showing and parsing amounts. */
type DecidedOrder = Pick<Order, 'order_id' | 'number' | 'shop' | 'currency' | 'expires_at'> & {
  locale: string;
};

type Decisions = {
  order: DecidedOrder;
  action: (form: FormData) => void;
  isPending: boolean;
  refusal: DecisionRefused | null;
};

const DecisionContext = createContext<Decisions | null>(null);

/**
 * Provides the order to the decision forms and keeps the last refusal. It is kept here because the forms disappear when a colleague
 * claims the order. A successful decision leaves the page.
 */
export function DecisionProvider({ order, children }: { order: DecidedOrder; children: ReactNode }) {
  // a client function, not the server action itself: React then holds a form that is submitted before hydration and submits it afterwards
  const [refusal, action, isPending] = useServerAction<DecisionRefused>(
    (last, form) => decideVerification(last, form),
    null,
    {
      refused: (refusal, form) => {
        const values = Object.fromEntries(form) as Record<string, string>;
        return { ...refusal, decision: values.decision ?? '', values };
      },
    },
  );
  return <DecisionContext value={{ order, action, isPending, refusal }}>{children}</DecisionContext>;
}

export function useDecisions(): Decisions {
  const decisions = use(DecisionContext);
  if (!decisions) throw new Error('a form of the review page is outside of its DecisionProvider');
  return decisions;
}

/** The last refusal, if it belongs to this decision. */
export function useDecisionRefusal(decision: 'confirm' | 'reject') {
  const { refusal } = useDecisions();
  return refusal?.decision === decision ? refusal : null;
}

type FormProps = {
  decision: 'confirm' | 'reject';
  className?: string;
  /** on every input, and when the form is reset */
  onEdit?: (form: HTMLFormElement) => void;
  children: ReactNode;
};

/** A form that submits a decision on the order. */
export function DecisionForm({ decision, className, onEdit, children }: FormProps) {
  const { order, action, isPending } = useDecisions();
  const { order_id, number, currency, locale, expires_at } = order;
  const fields = { decision, order_id, number, currency, locale, expires_at: expires_at ?? '' };
  const refusal = useDecisionRefusal(decision);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLInputElement>('[aria-invalid]')?.focus();
  }, [refusal]);

  return (
    <form
      ref={form}
      action={action}
      onSubmit={(event) => isPending && event.preventDefault()}
      onInput={onEdit && (({ currentTarget }) => onEdit(currentTarget))}
      // the browser resets the fields only after this event
      onReset={onEdit && (({ currentTarget }) => queueMicrotask(() => onEdit(currentTarget)))}
      className={className}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

/** Why the last decision was refused. `sold_out` is shown in the confirm form instead, next to the choices it offers. */
export function DecisionStatus({ timeZone, locale }: { timeZone: string; locale: string }) {
  const t = useTranslations('admin');
  const { refusal } = useDecisions();
  if (!refusal || refusal.reason === 'sold_out') return null;
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  return (
    <FormStatus
      outcome={refusal}
      errorMessage={refusalWords(t, refusal, (at) => time.format(new Date(at)))}
    />
  );
}
