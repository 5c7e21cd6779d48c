'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { type EditorValues, newCell } from '@/lib/admin/products/editor-form';
import { editOptions, type OptionEdit } from '@/lib/admin/products/matrix';

let count = 0;
/** Unique on this page. Not a UUID: on plain http, browsers make none. */
const newId = () => `new-${count++}`;

/** The options and variants of the form. `edit` returns false if it changed nothing, such as when there would be too many variants. */
export function useMatrix() {
  const { control, getValues, setValue, clearErrors } = useFormContext<EditorValues>();
  const matrix = useWatch({ control, name: 'matrix' });

  function edit(change: OptionEdit): boolean {
    const cells = getValues('cells');
    const isPreferred = (key: string) => cells[key]?.is_active === true;
    const next = editOptions(getValues('matrix'), change, newId, isPreferred);
    if (next === getValues('matrix')) return false;
    const parkedKeys = new Set(getValues('matrix').parked.map(({ key }) => key));
    for (const { key, from } of next.combinations) {
      const cell = cells[key];
      if (!cell) setValue(`cells.${key}`, newCell(from === undefined ? undefined : cells[from]));
      // a choice that is added again is meant to be sold
      else if (parkedKeys.has(key)) setValue(`cells.${key}`, { ...cell, is_active: true });
    }
    setValue('matrix', next, { shouldDirty: true });
    clearErrors(['matrix', 'options' as 'matrix', 'variants' as 'matrix']);
    return true;
  }

  return { matrix, edit };
}
