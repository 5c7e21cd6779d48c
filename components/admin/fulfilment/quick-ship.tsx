'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useCommands, useRefusal } from '@/components/admin/orders/command-context';
import { CommandDialog } from '@/components/admin/orders/command-dialog';
import { CommandForm } from '@/components/admin/orders/command-form';
import { ShipForm } from '@/components/admin/orders/ship-form';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { countOf, type SelectableLine } from '@/lib/admin/orders/selectable-lines';
import { useShipping } from './shipping-context';

/**
 * Ships all remaining units in one parcel. The tracking number is typed or scanned; Enter submits it and moves to the next order.
 * The carrier stays the same until another is entered.
 */
export function QuickShip({ number, unshipped }: { number: string; unshipped: SelectableLine[] }) {
  const t = useTranslations('admin.fulfilment.ship');
  const { carriers, carrier, requiresTracking, remember } = useShipping();
  const { isPending } = useCommands();
  const refusal = useRefusal('ship', QUICK);
  const [carrierInput, setCarrierInput] = useState<string | null>(null);
  const list = useId();

  function onSubmit({ currentTarget }: FormEvent<HTMLElement>) {
    if (isPending) return;
    remember(carrierInput ?? carrier);
    const fields = [...document.querySelectorAll<HTMLElement>(TRACKING)].filter((field) =>
      field.checkVisibility(),
    );
    const current = fields.findIndex((field) => currentTarget.contains(field));
    fields[current + 1]?.focus();
  }

  return (
    // the submit event bubbles up from the form after the browser has validated its fields
    <div onSubmit={onSubmit} className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <CommandForm
        command="ship"
        subject={QUICK}
        className="grid grow grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-2 sm:grid-cols-[minmax(8rem,13rem)_minmax(0,1fr)_auto]"
      >
        <QuickField
          label={t.rich('carrier', { number, hidden })}
          error={refusal?.fields?.carrier}
          className="max-sm:col-span-2"
        >
          {(control) => (
            <Input
              {...control}
              name="carrier"
              list={list}
              required
              maxLength={80}
              autoComplete="off"
              value={carrierInput ?? carrier}
              onChange={({ currentTarget }) => setCarrierInput(currentTarget.value)}
            />
          )}
        </QuickField>
        <datalist id={list}>
          {carriers.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <QuickField
          label={
            requiresTracking
              ? t.rich('trackingNumber', { number, hidden })
              : t.rich('trackingNumberOptional', { number, hidden, muted })
          }
          error={refusal?.fields?.tracking_number}
        >
          {(control) => (
            <Input
              {...control}
              name="tracking_number"
              data-tracking
              required={requiresTracking}
              maxLength={80}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              enterKeyHint="next"
              defaultValue={refusal?.values.tracking_number}
            />
          )}
        </QuickField>
        <SubmitButton pendingLabel={t('pending')} className="mt-6.5">
          {t.rich('submit', { number, hidden })}
        </SubmitButton>
      </CommandForm>
      <CommandDialog
        button={t.rich(countOf(unshipped) > 1 ? 'split' : 'addLink', { number, hidden })}
        title={t('dialogTitle', { number })}
      >
        <ShipForm
          carriers={carriers}
          carrier={carrierInput ?? carrier}
          lines={unshipped}
          requiresTracking={requiresTracking}
          isPart
          className="mt-3"
        />
      </CommandDialog>
    </div>
  );
}

type Control = {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
};

type QuickFieldProps = {
  label: ReactNode;
  error?: string;
  className?: string;
  children: (control: Control) => ReactNode;
};

/** A field with a one-line label, for a row of fields. */
function QuickField({ label, error, className, children }: QuickFieldProps) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div className={clsx('grid min-w-0 gap-1.5', className)}>
      <label htmlFor={id} className="truncate font-medium text-sm leading-5">
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': error ? errorId : undefined,
      })}
      {error && (
        <p id={errorId} className="rise text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

const QUICK = 'quick';
const TRACKING = 'input[data-tracking]';

/** names the order for screen readers, which announce only the field or the button */
const hidden = (chunks: ReactNode) => <span className="sr-only">{chunks}</span>;
const muted = (chunks: ReactNode) => <span className="font-normal text-muted">{chunks}</span>;
