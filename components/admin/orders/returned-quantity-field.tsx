'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId } from 'react';
import { Input } from '@/components/ui/input';
import { restockedField, writtenOffField } from '@/lib/admin/orders/form';
import type { SelectableLine } from '@/lib/admin/orders/selectable-lines';
import { useRefusal } from './command-context';

type Props = {
  legend: string;
  lines: SelectableLine[];
  /** starts with all units as restocked; staff correct this after checking them */
  startsFull?: boolean;
};

/** The returned units per line: restocked or written off. Must be inside the form of `return_items`. */
export function ReturnedQuantityField({ legend, lines, startsFull = false }: Props) {
  const id = useId();
  const error = useRefusal('return_items')?.fields?.lines;
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <ul className="grid rounded-md border border-line">
        {lines.map((line) => (
          <li key={line.order_item_id} className="border-line px-3 py-2 not-first:border-t">
            <Line line={line} startsFull={startsFull} isInvalid={error !== undefined} />
          </li>
        ))}
      </ul>
      {error && (
        <p id={`${id}-error`} className="rise text-bad text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Line({
  line: { order_item_id, name, max },
  startsFull,
  isInvalid,
}: {
  line: SelectableLine;
  startsFull: boolean;
  isInvalid: boolean;
}) {
  const t = useTranslations('admin.orders.items');
  const id = useId();
  const refusal = useRefusal('return_items');
  const places = [
    { field: restockedField(order_item_id), label: t('restocked'), units: startsFull ? max : 0 },
    { field: writtenOffField(order_item_id), label: t('writtenOff'), units: 0 },
  ];
  return (
    <fieldset onInput={(event) => limitOtherField(event, max)} className="min-w-0">
      <legend className="mb-1.5 text-sm">
        {name} <span className="text-muted">{t('notReturned', { max })}</span>
      </legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1.5">
        {places.map(({ field, label, units }) => (
          <div key={field} className="inline-flex items-center gap-2 text-sm">
            <span className="w-18 shrink-0">
              <Input
                id={`${id}-${field}`}
                name={field}
                type="number"
                inputMode="numeric"
                min={0}
                max={max}
                defaultValue={refusal?.values[field] ?? units}
                aria-invalid={isInvalid || undefined}
              />
            </span>
            <label htmlFor={`${id}-${field}`}>{label}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** Lowers the other field if both together exceed the units that can be returned. */
function limitOtherField({ currentTarget, target }: FormEvent<HTMLElement>, max: number) {
  const other = [...currentTarget.querySelectorAll('input')].find((input) => input !== target);
  const units = Number((target as HTMLInputElement).value);
  if (other && Number(other.value) + units > max) other.value = String(Math.max(0, max - units));
}
