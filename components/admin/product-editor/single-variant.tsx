'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { type EditorValues, proposedSkus } from '@/lib/admin/products/editor-form';
import { useEditor } from './editor-context';
import { SwitchField, TextField } from './editor-parts';
import { TaxClassSelect } from './tax-class-select';
import { VariantStock } from './variant-stock';

/** The fields of the only variant of a product without options. */
export function SingleVariant({ variant: key }: { variant: string }) {
  const t = useTranslations('admin.productEditor.variants');
  const { shop } = useEditor();
  const { control, getValues, register } = useFormContext<EditorValues>();
  const [name, isTracked, allowsBackorder] = useWatch({
    control,
    name: ['name', `cells.${key}.is_tracked`, `cells.${key}.allows_backorder`],
  });
  const proposed = proposedSkus(name, getValues('matrix'), getValues('cells'));
  const amount = { inputMode: 'decimal', maxLength: 20 } as const;
  const { currency } = shop;
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          name={`cells.${key}.price_minor`}
          label={t('amount', { label: t('price'), currency })}
          {...amount}
        />
        <TextField
          name={`cells.${key}.compare_at_minor`}
          label={t('amount', { label: t('compareAt'), currency })}
          hint={t('compareAtHint')}
          optional
          {...amount}
        />
        <TextField
          name={`cells.${key}.cost_minor`}
          label={t('amount', { label: t('cost'), currency })}
          hint={t('costHint')}
          optional
          {...amount}
        />
        <TextField
          name={`cells.${key}.sku`}
          label={t('sku')}
          hint={t('skuHint')}
          placeholder={proposed[key]}
          maxLength={60}
          spellCheck={false}
        />
        <TextField name={`cells.${key}.barcode`} label={t('barcode')} maxLength={60} optional />
        <TextField
          name={`cells.${key}.weight_grams`}
          label={t('weight')}
          inputMode="numeric"
          maxLength={7}
          optional
        />
        <Field name={`cells.${key}.tax_class`} label={t('taxClass')} hint={t('taxClassHint')}>
          {(field) => <TaxClassSelect {...field} {...register(`cells.${key}.tax_class`)} />}
        </Field>
      </div>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-3">
        <SwitchField name={`cells.${key}.is_active`} label={t('forSale')} hint={t('forSaleHint')} />
        <SwitchField
          name={`cells.${key}.needs_delivery`}
          label={t('needsDelivery')}
          hint={t('needsDeliveryHint')}
        />
        <SwitchField name={`cells.${key}.is_tracked`} label={t('tracked')} hint={t('trackedHint')} />
      </div>
      {isTracked && (
        <div className="grid items-start gap-x-4 gap-y-1 sm:grid-cols-3">
          <SwitchField
            name={`cells.${key}.allows_backorder`}
            label={t('backorder')}
            hint={t('backorderHint')}
          />
          {allowsBackorder && (
            <TextField
              name={`cells.${key}.backorder_on`}
              label={t('backorderOn')}
              hint={t('backorderOnHint')}
              type="date"
              optional
            />
          )}
        </div>
      )}
      {isTracked && <VariantStock variant={key} label={t('openingStock')} isLabelShown />}
    </div>
  );
}
