'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useActionState, useEffect, useRef } from 'react';
import { FormStatus } from '@/components/ui/form-status';
import { type DecisionRefused, decideVerification } from '@/lib/admin/verifications/actions';
import { refusalWords } from '@/lib/admin/verifications/words';
import type { Order } from '@/lib/orders/order';

/** `locale`: of its shop, in which amounts are shown and typed. */
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
 * The order that the forms below decide on, and why the last decision was not taken. It is kept here, above them: they are
 * gone once a colleague has the order. A decision that was taken leads away from the page.
 */
export function DecisionProvider({ order, children }: { order: DecidedOrder; children: ReactNode }) {
  // not the server's own action: React keeps a form that is sent before the page's scripts are here, and sends it then
  const [refusal, action, isPending] = useActionState<DecisionRefused | null, FormData>(
    (last, form) => decideVerification(last, form),
    null,
  );
  return <DecisionContext value={{ order, action, isPending, refusal }}>{children}</DecisionContext>;
}

export function useDecisions(): Decisions {
  const decisions = use(DecisionContext);
  if (!decisions) throw new Error('a form of the review page is outside of its DecisionProvider');
  return decisions;
}

/** The refusal that belongs to a form, if the last decision was that one. */
export function useDecisionRefusal(decision: 'confirm' | 'reject') {
  const { refusal } = useDecisions();
  return refusal?.decision === decision ? refusal : null;
}

type FormProps = {
  decision: 'confirm' | 'reject';
  className?: string;
  /** something was typed, or all fields were set back */
  onEdit?: (form: HTMLFormElement) => void;
  children: ReactNode;
};

/** A form that decides on the order. */
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
      // the fields themselves are set back only after this
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

/** Why the last decision was not taken; that goods are gone is told where one chooses what to do. */
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
