'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { countOf, type SelectableLine } from '@/lib/admin/orders/selectable-lines';
import { useRefusal } from './command-context';
import { CommandForm } from './command-form';
import { QuantityField } from './quantity-field';

type Props = {
  carriers: string[];
  /** the most likely carrier, prefilled */
  carrier?: string;
  lines: SelectableLine[];
  /** the shop requires a tracking number for every parcel */
  requiresTracking: boolean;
  /** opens the choice of units, since only a part is likely to be shipped */
  isPart?: boolean;
  className?: string;
};

/** The carrier and the tracking number of a parcel. The customer is notified at once. */
export function ShipForm({ carriers, carrier, lines, requiresTracking, isPart, className }: Props) {
  const t = useTranslations('admin.orders.parcels');
  const tItems = useTranslations('admin.orders.items');
  const list = useId();
  const refusal = useRefusal('ship');
  return (
    <CommandForm command="ship" className={clsx('grid gap-4 sm:grid-cols-2', className)}>
      <Field name="carrier" label={t('carrier')} error={refusal?.fields?.carrier}>
        {(control) => (
          <Input
            {...control}
            list={list}
            required
            maxLength={80}
            autoComplete="off"
            defaultValue={refusal?.values.carrier ?? carrier}
          />
        )}
      </Field>
      <datalist id={list}>
        {carriers.map((carrier) => (
          <option key={carrier} value={carrier} />
        ))}
      </datalist>
      <Field
        name="tracking_number"
        label={t('trackingNumber')}
        optional={!requiresTracking}
        error={refusal?.fields?.tracking_number}
      >
        {(control) => (
          <Input
            {...control}
            required={requiresTracking}
            maxLength={80}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            defaultValue={refusal?.values.tracking_number}
          />
        )}
      </Field>
      <Field
        name="tracking_url"
        label={t('trackingLink')}
        optional
        error={refusal?.fields?.tracking_url}
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            pattern="https?://.*"
            title={t('trackingLinkTitle')}
            placeholder={t('trackingLinkStart')}
            maxLength={500}
            autoComplete="off"
            defaultValue={refusal?.values.tracking_url}
          />
        )}
      </Field>
      {countOf(lines) > 1 && (
        <details
          className="sm:col-span-2"
          open={isPart || refusal?.fields?.lines !== undefined}
          // closed, it would hide why the browser does not submit
          onInvalidCapture={({ currentTarget }) => {
            currentTarget.open = true;
          }}
        >
          <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
            {t('splitShipment')}
          </summary>
          <QuantityField legend={tItems('inParcel')} lines={lines} command="ship" startsFull />
        </details>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 sm:col-span-2">
        <SubmitButton className="max-sm:w-full" pendingLabel={t('shipping')}>
          {t('ship')}
        </SubmitButton>
        <p className="text-muted text-sm">{t('shipText')}</p>
      </div>
    </CommandForm>
  );
}
