'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { type EditorValues, proposedSkus } from '@/lib/admin/products/editor-form';
import { choiceNames, type Matrix } from '@/lib/admin/products/matrix';
import { BulkValues } from './bulk-values';
import { useEditor } from './editor-context';
import { VariantRow } from './variant-row';

/** The number of rows shown at first, because a thousand would make the page slow. */
const FEW = 50;

/** A row for each combination of choices, with or without a variant. On a phone each row is a card. */
export function VariantTable({ matrix }: { matrix: Matrix }) {
  const t = useTranslations('admin.productEditor.variants');
  const { shop } = useEditor();
  const { control, getValues, formState } = useFormContext<EditorValues>();
  const name = useWatch({ control, name: 'name' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isOpen, setOpen] = useState(false);
  const { options, combinations } = matrix;
  const proposed = proposedSkus(name, matrix, getValues('cells'));
  const { errors } = formState;
  // also all rows, if one that is hidden at first has an error
  const isAll = isOpen || combinations.slice(FEW).some(({ key }) => errors.cells?.[key]);
  const shown = isAll ? combinations : combinations.slice(0, FEW);
  const chosen = combinations.filter(({ key }) => selected.has(key)).map(({ key }) => key);

  function select(keys: string[], isSelected: boolean) {
    const next = new Set(selected);
    for (const key of keys) isSelected ? next.add(key) : next.delete(key);
    setSelected(next);
  }

  const all = combinations.map(({ key }) => key);
  const { currency } = shop;
  return (
    <div className="grid min-w-0 gap-3">
      <BulkValues all={all} selected={chosen} />
      <div className="md:hidden">
        <SelectAll all={all} chosen={chosen} select={select} isLabelShown />
      </div>
      <div className="min-w-0 md:overflow-x-auto md:rounded-md md:border md:border-line">
        <table className="w-full border-collapse text-sm max-md:block">
          <thead className="bg-sunken text-left text-muted max-md:hidden">
            <tr>
              <th className="w-10 p-2">
                <SelectAll all={all} chosen={chosen} select={select} />
              </th>
              <Column className="sticky left-0 z-1 bg-sunken">{t('variant')}</Column>
              <Column>{t('forSale')}</Column>
              <Column>{t('amount', { label: t('price'), currency })}</Column>
              <Column>{t('amount', { label: t('compareAt'), currency })}</Column>
              <Column>{t('sku')}</Column>
              <Column>{t('stock')}</Column>
              <Column>{t('amount', { label: t('cost'), currency })}</Column>
              <Column>{t('weight')}</Column>
              <Column>{t('taxClass')}</Column>
              <Column>{t('barcode')}</Column>
              <Column>{t('tracked')}</Column>
              <Column>{t('needsDelivery')}</Column>
              <Column>{t('backorder')}</Column>
              <Column>{t('backorderOn')}</Column>
            </tr>
          </thead>
          <tbody className="max-md:grid max-md:gap-3">
            {shown.map(({ key, choices }) => (
              <VariantRow
                key={key}
                variant={key}
                title={choiceNames(options, choices).join(' / ')}
                sku={proposed[key]}
                isSelected={selected.has(key)}
                onSelect={(isSelected) => select([key], isSelected)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < combinations.length && (
        <Button variant="secondary" size="sm" className="justify-self-start" onClick={() => setOpen(true)}>
          {t('showAll', { count: combinations.length })}
        </Button>
      )}
    </div>
  );
}

const Column = ({ className = '', children }: { className?: string; children: ReactNode }) => (
  <th scope="col" className={`whitespace-nowrap p-2 font-medium ${className}`}>
    {children}
  </th>
);

type SelectProps = {
  all: string[];
  chosen: string[];
  select: (keys: string[], isSelected: boolean) => void;
  isLabelShown?: boolean;
};

function SelectAll({ all, chosen, select, isLabelShown = false }: SelectProps) {
  const t = useTranslations('admin.productEditor.variants');
  return (
    <label className={clsx('flex items-center gap-2 text-sm', isLabelShown && 'min-h-11')}>
      <input
        type="checkbox"
        checked={chosen.length > 0 && chosen.length === all.length}
        onChange={({ target }) => select(all, target.checked)}
        className="size-5 accent-accent-text"
      />
      <span className={isLabelShown ? undefined : 'sr-only'}>{t('selectAll')}</span>
    </label>
  );
}
