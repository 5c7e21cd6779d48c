'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { EmailSuggestion } from '@/components/store/checkout/email-suggestion';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { useIsHydrated } from '@/components/ui/hydrated';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { suggestEmail } from '@/lib/store/checkout/email';
import { changeOrderNoJs, correctEmail } from '@/lib/store/orders/actions';

type Props = { orderId: string; number: string; email: string };

/** Corrects an email address that the gateway rejects. After submitting, the shopper continues to the gateway's page. */
export function CorrectEmail({ orderId, number, email }: Props) {
  const t = useTranslations('store.orders');
  const [outcome, action, isPending] = useServerAction(correctEmail, null);
  const isHydrated = useIsHydrated();
  const refusal = outcome?.ok === false ? outcome : null;
  const error = refusal?.fields?.email;
  const input = useRef<HTMLInputElement>(null);
  const [suggestion, suggest] = useState<string | null>(null);

  function accept(email: string) {
    if (input.current) input.current.value = email;
    suggest(null);
  }

  return (
    <form action={isHydrated ? action : changeOrderNoJs} className="grid gap-4">
      <input type="hidden" name="command" value="correct_email" />
      <input type="hidden" name="order_id" value={orderId} />
      <input type="hidden" name="number" value={number} />
      <Field name="email" label={t('email.label')} hint={t('email.hint')} error={error}>
        {(control) => (
          <Input
            {...control}
            key={email}
            ref={input}
            onBlur={(event) => suggest(suggestEmail(event.target.value.trim()))}
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            defaultValue={refusal?.value ?? email}
          />
        )}
      </Field>
      <EmailSuggestion suggestion={suggestion} onAccept={accept} />
      {refusal && !error && <Alert tone="bad">{refusal.message}</Alert>}
      <SubmitButton
        size="lg"
        className="sm:justify-self-start"
        pending={isPending}
        pendingLabel={t('payment.pending')}
      >
        {t('email.submit')}
      </SubmitButton>
    </form>
  );
}
