'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Input } from '@/components/ui/input';
import type { StaffCommand } from '@/lib/admin/orders/commands';
import { quantityField } from '@/lib/admin/orders/form';
import type { SelectableLine } from '@/lib/admin/orders/selectable-lines';
import { useRefusal } from './command-context';

type Props = {
  legend: string;
  lines: SelectableLine[];
  command: StaffCommand;
  /** starts with all units selected instead of none */
  startsFull?: boolean;
  /** while the field is hidden: the browser would refuse to submit an invalid quantity, but could not show why */
  isDisabled?: boolean;
};

/** The units per line that a command applies to. Must be inside the form of `command`. */
export function QuantityField({ legend, lines, command, startsFull, isDisabled }: Props) {
  const t = useTranslations('admin.orders.items');
  const id = useId();
  const refusal = useRefusal(command);
  const error = refusal?.fields?.lines;
  return (
    <fieldset
      disabled={isDisabled}
      className="grid min-w-0 gap-1.5"
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <ul className="grid rounded-md border border-line">
        {lines.map(({ order_item_id, name, max }) => (
          <li key={order_item_id} className="grid gap-1 border-line px-3 py-2 not-first:border-t">
            <div className="flex items-center gap-3">
              <label htmlFor={`${id}-${order_item_id}`} className="min-w-0 grow text-sm">
                {name}
              </label>
              <span className="w-20 shrink-0">
                <Input
                  id={`${id}-${order_item_id}`}
                  name={quantityField(order_item_id)}
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={max}
                  defaultValue={refusal?.values[quantityField(order_item_id)] ?? (startsFull ? max : 0)}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={`${id}-${order_item_id}-max`}
                />
              </span>
              <span
                id={`${id}-${order_item_id}-max`}
                className="w-12 shrink-0 text-muted text-sm tabular-nums"
              >
                {t('of', { max })}
              </span>
            </div>
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
