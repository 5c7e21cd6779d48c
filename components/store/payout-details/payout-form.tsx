'use client';

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { OrderFormStatus } from '@/components/store/orders/order-form-status';
import { Field } from '@/components/ui/field';
import { useIsHydrated } from '@/components/ui/hydrated';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import type { PayoutDetails } from '@/lib/payout-details/schema';
import {
  changePayoutNoJs,
  type PayoutOutcome,
  submitPayoutDetails,
} from '@/lib/store/payout-details/actions';

type Props = {
  order: { order_id: string; number: string };
  /** closed: no form, only its outcome · folded: collapsed until the shopper opens it */
  mode: 'closed' | 'folded' | 'open';
  /** suggestions while typing */
  banks: string[];
  /** of the form that was submitted without JavaScript */
  refusal: PayoutOutcome | null;
};

/** Asks for the bank account for the refund. */
export function PayoutForm({ order, mode, banks, refusal }: Props) {
  const t = useTranslations('store.payoutDetails');
  const [outcome, action] = useServerAction<PayoutOutcome>(submitPayoutDetails, refusal, {
    // nothing else keeps the values of a private form
    refused: (refusal, form) => ({ ...refusal, values: Object.fromEntries(form) as PayoutDetails }),
  });
  const isHydrated = useIsHydrated();
  const form = useRef<HTMLFormElement>(null);
  const list = useId();
  const refused = outcome?.ok === false ? outcome : null;
  const { fields, values } = refused ?? {};

  useEffect(() => {
    const [first] = Object.keys(fields ?? {});
    const control = first && form.current?.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
  }, [fields]);

  return (
    <>
      <OrderFormStatus outcome={outcome} command="submit_payout_details" />
      {mode !== 'closed' && (
        <details
          key={mode}
          open={mode === 'open' || refused !== null}
          className={clsx('group', mode === 'folded' && 'border-line border-t')}
        >
          <summary
            className={
              mode === 'folded'
                ? 'flex min-h-12 list-none items-center justify-between gap-3 rounded-sm font-medium hover:text-accent-text'
                : 'hidden'
            }
          >
            {t('change')}
            <ChevronDown
              aria-hidden
              className="size-5 shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
            />
          </summary>
          <form
            ref={form}
            data-private
            action={isHydrated ? action : changePayoutNoJs}
            className="grid max-w-2xl items-start gap-4 pt-1 sm:grid-cols-2 sm:pl-10"
          >
            <input type="hidden" name="command" value="submit_payout_details" />
            <input type="hidden" name="order_id" value={order.order_id} />
            <input type="hidden" name="number" value={order.number} />
            <Field name="bank" label={t('bank')} error={fields?.bank}>
              {(control) => (
                <Input
                  {...control}
                  required
                  list={list}
                  maxLength={60}
                  autoComplete="off"
                  defaultValue={values?.bank}
                />
              )}
            </Field>
            <Field name="account_number" label={t('accountNumber')} error={fields?.account_number}>
              {(control) => (
                <Input
                  {...control}
                  required
                  maxLength={60}
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                  className="tabular-nums"
                  defaultValue={values?.account_number}
                />
              )}
            </Field>
            <Field
              name="account_name"
              label={t('accountName')}
              hint={t('accountNameHint')}
              error={fields?.account_name}
              className="sm:col-span-2"
            >
              {(control) => (
                <Input
                  {...control}
                  required
                  maxLength={100}
                  autoComplete="off"
                  spellCheck={false}
                  defaultValue={values?.account_name}
                />
              )}
            </Field>
            <datalist id={list}>
              {banks.map((bank) => (
                <option key={bank} value={bank} />
              ))}
            </datalist>
            <div className="grid gap-3 sm:col-span-2">
              <SubmitButton className="sm:justify-self-start" pendingLabel={t('saving')}>
                {t('save')}
              </SubmitButton>
              <p className="text-muted text-sm">{t('privacy')}</p>
            </div>
          </form>
        </details>
      )}
    </>
  );
}
