'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { ChoiceChip } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PRICES_FORM } from '@/lib/admin/products/change';
import { BulkDialog, BulkForm, useBulkErrors } from './bulk-dialog';

const directions = ['raise_prices', 'lower_prices'] as const;

/** Raises or lowers prices by a percentage. */
export function PriceDialog({ ticked }: { ticked: number }) {
  return (
    <BulkDialog command={PRICES_FORM} ticked={ticked}>
      <PriceForm />
    </BulkDialog>
  );
}

function PriceForm() {
  const t = useTranslations('admin.products.bulk');
  const { shop } = useListActions();
  const errors = useBulkErrors(PRICES_FORM);
  const [direction, setDirection] = useState<(typeof directions)[number]>('raise_prices');
  // controlled, so that a refused form keeps its input
  const [percent, setPercent] = useState('');
  const [step, setStep] = useState('');
  return (
    <BulkForm command={PRICES_FORM}>
      <input type="hidden" name="currency" value={shop.currency} />
      <input type="hidden" name="locale" value={shop.locale} />
      <p className="text-muted text-sm">{t('pricesText')}</p>
      <fieldset>
        <legend className="mb-2 font-medium text-sm">{t('direction')}</legend>
        <div className="flex flex-wrap gap-2">
          {directions.map((key) => (
            <ChoiceChip
              key={key}
              name="command"
              value={key}
              // not `checked`: after a submit, React resets the form to its defaults
              defaultChecked={key === direction}
              onChange={() => setDirection(key)}
            >
              {t(key)}
            </ChoiceChip>
          ))}
        </div>
      </fieldset>
      <Field name="price_percent" label={t('percent')} error={errors?.price_percent}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            required
            maxLength={6}
            autoComplete="off"
            value={percent}
            onChange={({ currentTarget }) => setPercent(currentTarget.value)}
            className="max-w-40 tabular-nums"
          />
        )}
      </Field>
      <Field
        name="round_to_minor"
        label={t('roundTo', { currency: shop.currency })}
        optional
        hint={t('roundHint')}
        error={errors?.round_to_minor}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            maxLength={20}
            autoComplete="off"
            value={step}
            onChange={({ currentTarget }) => setStep(currentTarget.value)}
            className="max-w-40 tabular-nums"
          />
        )}
      </Field>
    </BulkForm>
  );
}
