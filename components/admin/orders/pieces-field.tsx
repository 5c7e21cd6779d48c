'use client';

import { useId } from 'react';
import { Input } from '@/components/ui/input';
import type { StaffCommand } from '@/lib/admin/orders/commands';
import { piecesField } from '@/lib/admin/orders/form';
import type { Pieces } from '@/lib/admin/orders/pieces';
import { useRefusal } from './command-context';

type Props = {
  legend: string;
  lines: Pieces[];
  command: StaffCommand;
  /** all pieces are meant until somebody says otherwise */
  startsFull?: boolean;
};

/** How many pieces of which lines a command means. Belongs into the form of `command`. */
export function PiecesField({ legend, lines, command, startsFull }: Props) {
  const id = useId();
  const refusal = useRefusal(command);
  const error = refusal?.fields?.lines;
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <ul className="grid rounded-md border border-line">
        {lines.map(({ variant_id, name, max }) => (
          <li key={variant_id} className="grid gap-1 border-line px-3 py-2 not-first:border-t">
            <div className="flex items-center gap-3">
              <label htmlFor={`${id}-${variant_id}`} className="min-w-0 grow text-sm">
                {name}
              </label>
              <span className="w-20 shrink-0">
                <Input
                  id={`${id}-${variant_id}`}
                  name={piecesField(variant_id)}
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={max}
                  defaultValue={refusal?.typed[piecesField(variant_id)] ?? (startsFull ? max : 0)}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={`${id}-${variant_id}-max`}
                />
              </span>
              <span id={`${id}-${variant_id}-max`} className="w-12 shrink-0 text-muted text-sm tabular-nums">
                of {max}
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
