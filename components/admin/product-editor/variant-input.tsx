'use client';

import clsx from 'clsx';
import { type ComponentProps, useId } from 'react';
import { useFormContext } from 'react-hook-form';
import { Input } from '@/components/ui/input';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { SectionError, type TextName, useFieldError } from './editor-parts';

type Props = Omit<ComponentProps<typeof Input>, 'name' | 'form'> & { name: TextName; label: string };

/** A field of the table of variants, labelled by its column and its row. */
export function VariantInput({ name, label, className, ...input }: Props) {
  const { register } = useFormContext<EditorValues>();
  const error = useFieldError()(name);
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <Input
        {...register(name)}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && id}
        autoComplete="off"
        className={clsx('md:px-2', className)}
        {...input}
      />
      {error && <SectionError id={id}>{error}</SectionError>}
    </div>
  );
}
