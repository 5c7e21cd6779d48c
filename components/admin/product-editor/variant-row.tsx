'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { useEditor } from './editor-context';
import { TaxClassSelect } from './tax-class-select';
import { VariantInput } from './variant-input';
import { VariantStock } from './variant-stock';

type Props = {
  variant: string;
  /** its choices, such as "S / White" */
  title: string;
  /** the SKU that is used if none is entered */
  sku: string | undefined;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
};

export function VariantRow({ variant: key, title, sku, isSelected, onSelect }: Props) {
  const t = useTranslations('admin.productEditor.variants');
  const { shop } = useEditor();
  const { control, register } = useFormContext<EditorValues>();
  const isActive = useWatch({ control, name: `cells.${key}.is_active` });
  const { currency } = shop;
  const of = (label: string) => t('labelOf', { label, variant: title });
  const amount = { inputMode: 'decimal', maxLength: 20 } as const;
  return (
    <tr
      className={clsx(
        'align-top max-md:grid max-md:grid-cols-2 max-md:gap-3 max-md:rounded-md max-md:border max-md:border-line max-md:p-3 md:border-line md:border-t',
        !isActive && 'bg-sunken',
      )}
    >
      <td className="p-2 max-md:order-1 max-md:justify-self-end max-md:p-0 md:pt-4.5">
        <input
          type="checkbox"
          aria-label={t('select', { variant: title })}
          checked={isSelected}
          onChange={({ target }) => onSelect(target.checked)}
          className="size-5 accent-accent-text"
        />
      </td>
      <th
        scope="row"
        className={clsx(
          'left-0 z-1 min-w-32 p-2 text-left font-medium wrap-anywhere max-md:p-0 md:sticky md:pt-4.5',
          isActive ? 'bg-raised max-md:bg-transparent' : 'bg-sunken text-muted max-md:bg-transparent',
        )}
      >
        {title}
      </th>
      <Cell label={t('forSale')} className="max-md:order-2 max-md:col-span-2">
        <Tick name={`cells.${key}.is_active`} label={of(t('forSale'))} />
      </Cell>
      <Cell label={t('amount', { label: t('price'), currency })} className="md:min-w-32">
        <VariantInput name={`cells.${key}.price_minor`} label={of(t('price'))} {...amount} />
      </Cell>
      <Cell label={t('amount', { label: t('compareAt'), currency })} className="md:min-w-32">
        <VariantInput name={`cells.${key}.compare_at_minor`} label={of(t('compareAt'))} {...amount} />
      </Cell>
      <Cell label={t('sku')} className="max-md:col-span-2 md:min-w-64">
        <VariantInput
          name={`cells.${key}.sku`}
          label={of(t('sku'))}
          placeholder={sku}
          maxLength={60}
          spellCheck={false}
        />
      </Cell>
      <Cell label={t('stock')} className="md:min-w-36 max-md:col-span-2">
        <VariantStock variant={key} label={of(t('stock'))} />
      </Cell>
      <Cell label={t('amount', { label: t('cost'), currency })} className="md:min-w-32">
        <VariantInput name={`cells.${key}.cost_minor`} label={of(t('cost'))} {...amount} />
      </Cell>
      <Cell label={t('weight')} className="md:min-w-28">
        <VariantInput
          name={`cells.${key}.weight_grams`}
          label={of(t('weight'))}
          inputMode="numeric"
          maxLength={7}
        />
      </Cell>
      <Cell label={t('taxClass')} className="md:min-w-36">
        <TaxClassSelect {...register(`cells.${key}.tax_class`)} aria-label={of(t('taxClass'))} />
      </Cell>
      <Cell label={t('barcode')} className="max-md:col-span-2 md:min-w-44">
        <VariantInput name={`cells.${key}.barcode`} label={of(t('barcode'))} maxLength={60} />
      </Cell>
      <Cell label={t('tracked')}>
        <Tick name={`cells.${key}.is_tracked`} label={of(t('tracked'))} />
      </Cell>
      <Cell label={t('needsDelivery')}>
        <Tick name={`cells.${key}.needs_delivery`} label={of(t('needsDelivery'))} />
      </Cell>
      <Cell label={t('backorder')}>
        <Tick name={`cells.${key}.allows_backorder`} label={of(t('backorder'))} />
      </Cell>
      <Cell label={t('backorderOn')} className="max-md:col-span-2 md:min-w-40">
        <VariantInput name={`cells.${key}.backorder_on`} label={of(t('backorderOn'))} type="date" />
      </Cell>
    </tr>
  );
}

/** On a phone each field shows the name of its column. */
function Cell({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <td
      className={clsx(
        'p-2 max-md:order-3 max-md:grid max-md:content-start max-md:gap-1 max-md:p-0',
        className,
      )}
    >
      <span aria-hidden className="text-muted md:hidden">
        {label}
      </span>
      {children}
    </td>
  );
}

type TickProps = {
  name: `cells.${string}.${'is_tracked' | 'needs_delivery' | 'allows_backorder' | 'is_active'}`;
  label: string;
};

function Tick({ name, label }: TickProps) {
  const { register } = useFormContext<EditorValues>();
  return (
    <input
      type="checkbox"
      {...register(name)}
      aria-label={label}
      className="block size-5 accent-accent-text md:mt-3"
    />
  );
}
