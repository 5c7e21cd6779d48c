'use client';

import { type FormEvent, useId } from 'react';
import { Input } from '@/components/ui/input';
import { restockedField, writtenOffField } from '@/lib/admin/orders/form';
import type { Pieces } from '@/lib/admin/orders/pieces';
import { useRefusal } from './command-context';

type Props = {
  legend: string;
  lines: Pieces[];
  /** all pieces are meant, and are as good as new, until somebody who has looked at them says otherwise */
  startsFull?: boolean;
};

/** How many pieces came back, and of each line where they go. Belongs into the form of `return_items`. */
export function PiecesBackField({ legend, lines, startsFull = false }: Props) {
  const id = useId();
  const error = useRefusal('return_items')?.fields?.lines;
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <ul className="grid rounded-md border border-line">
        {lines.map((line) => (
          <li key={line.variant_id} className="border-line px-3 py-2 not-first:border-t">
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
  line: { variant_id, name, max },
  startsFull,
  isInvalid,
}: {
  line: Pieces;
  startsFull: boolean;
  isInvalid: boolean;
}) {
  const id = useId();
  const refusal = useRefusal('return_items');
  const places = [
    { field: restockedField(variant_id), label: 'Back on the shelf', pieces: startsFull ? max : 0 },
    { field: writtenOffField(variant_id), label: 'Written off', pieces: 0 },
  ];
  return (
    <fieldset onInput={(event) => makeRoom(event, max)} className="min-w-0">
      <legend className="mb-1.5 text-sm">
        {name} <span className="text-muted">· {max === 1 ? '1 piece is' : `${max} pieces are`} out</span>
      </legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1.5">
        {places.map(({ field, label, pieces }) => (
          <div key={field} className="inline-flex items-center gap-2 text-sm">
            <span className="w-18 shrink-0">
              <Input
                id={`${id}-${field}`}
                name={field}
                type="number"
                inputMode="numeric"
                min={0}
                max={max}
                defaultValue={refusal?.typed[field] ?? pieces}
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

/** Of more pieces here, fewer are left for the other place. */
function makeRoom({ currentTarget, target }: FormEvent<HTMLElement>, max: number) {
  const other = [...currentTarget.querySelectorAll('input')].find((input) => input !== target);
  const pieces = Number((target as HTMLInputElement).value);
  if (other && Number(other.value) + pieces > max) other.value = String(Math.max(0, max - pieces));
}
