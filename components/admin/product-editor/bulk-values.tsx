'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { TAX_CLASSES } from '@/lib/admin/products/tax-class';
import { useEditor } from './editor-context';
import { TaxClassSelect } from './tax-class-select';

const TEXTS = [
  'price_minor',
  'compare_at_minor',
  'cost_minor',
  'weight_grams',
  'on_hand',
  'backorder_on',
  'tax_class',
] as const;
const TICKS = ['is_active', 'is_tracked', 'needs_delivery', 'allows_backorder'] as const;
type Text = (typeof TEXTS)[number];
type Tick = (typeof TICKS)[number];

const isTick = (field: Text | Tick): field is Tick => (TICKS as readonly string[]).includes(field);

type Props = { all: string[]; selected: string[] };

/** Sets one value for all variants, or for the selected ones. */
export function BulkValues({ all, selected }: Props) {
  const t = useTranslations('admin.productEditor.bulk');
  const { canAddStock } = useEditor();
  const { getValues, setValue } = useFormContext<EditorValues>();
  const [field, setField] = useState<Text | Tick>('price_minor');
  const [value, setText] = useState('');
  const [done, setDone] = useState<{ count: number } | null>(null);
  const keys = selected.length > 0 ? selected : all;

  function apply() {
    const cells = getValues('cells');
    // the stock of a saved variant is changed on its stock page
    const changed = keys.filter((key) => field !== 'on_hand' || cells[key]?.variant_id === null);
    for (const key of changed) {
      const options = { shouldDirty: true, shouldValidate: false };
      if (isTick(field)) setValue(`cells.${key}.${field}`, value !== 'no', options);
      else if (field === 'tax_class')
        setValue(
          `cells.${key}.${field}`,
          TAX_CLASSES.find((each) => each === value) ?? TAX_CLASSES[0],
          options,
        );
      else setValue(`cells.${key}.${field}`, value, options);
    }
    setDone({ count: changed.length });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    apply();
  }

  return (
    <div className="grid gap-3 rounded-md bg-sunken p-3">
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <Field name="bulk_field" label={t('set')}>
          {(control) => (
            <Select
              {...control}
              value={field}
              onChange={({ target }) => {
                setField([...TEXTS, ...TICKS].find((each) => each === target.value) ?? 'price_minor');
                setText('');
                setDone(null);
              }}
            >
              {[...TEXTS, ...TICKS]
                .filter((each) => each !== 'on_hand' || canAddStock)
                .map((each) => (
                  <option key={each} value={each}>
                    {t(`fields.${each}`)}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <Field name="bulk_value" label={t('to')}>
          {(control) =>
            isTick(field) ? (
              <Select {...control} value={value || 'yes'} onChange={({ target }) => setText(target.value)}>
                <option value="yes">{t('yes')}</option>
                <option value="no">{t('no')}</option>
              </Select>
            ) : field === 'tax_class' ? (
              <TaxClassSelect
                {...control}
                value={value || TAX_CLASSES[0]}
                onChange={({ target }) => setText(target.value)}
              />
            ) : (
              <Input
                {...control}
                value={value}
                type={field === 'backorder_on' ? 'date' : 'text'}
                inputMode={field === 'weight_grams' || field === 'on_hand' ? 'numeric' : 'decimal'}
                maxLength={20}
                autoComplete="off"
                onChange={({ target }) => setText(target.value)}
                onKeyDown={onKeyDown}
              />
            )
          }
        </Field>
        <Button variant="secondary" onClick={apply}>
          {selected.length > 0
            ? t('applySelected', { count: selected.length })
            : t('applyAll', { count: all.length })}
        </Button>
      </div>
      <p role="status" className="text-muted text-sm empty:hidden">
        {done && t('done', { count: done.count })}
      </p>
    </div>
  );
}
