'use client';

import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { type FieldPath, get, useFormContext } from 'react-hook-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { EditorValues } from '@/lib/admin/products/editor-form';

/** The form fields with a text value. */
export type TextName = Exclude<
  FieldPath<EditorValues>,
  | 'matrix'
  | 'cells'
  | 'tags'
  | 'related'
  | 'images'
  | 'details'
  | 'fields'
  | `fields.${number}`
  | `fields.${number}.is_required`
  | 'is_featured'
  | `matrix.${string}`
  | `images.${string}`
>;

/** The error of a field. */
export function useFieldError() {
  const { formState } = useFormContext<EditorValues>();
  const { errors } = formState;
  return (name: string): string | undefined => {
    const found: { message?: unknown } | undefined = get(errors, name);
    return typeof found?.message === 'string' ? found.message : undefined;
  };
}

type SectionProps = { title: ReactNode; hint?: ReactNode; className?: string; children: ReactNode };

/** A section of the product editor. */
export function EditorSection({ title, hint, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <Card className="grid gap-4">
        <div className="grid gap-1">
          <h3 id={id} className="font-semibold">
            {title}
          </h3>
          {hint && <p className="text-muted text-sm">{hint}</p>}
        </div>
        <div className={clsx('grid min-w-0 gap-4', className)}>{children}</div>
      </Card>
    </section>
  );
}

type TextProps = Omit<ComponentProps<typeof Input>, 'name' | 'form'> & {
  name: TextName;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
};

export function TextField({ name, label, hint, optional, className, ...input }: TextProps) {
  const { register } = useFormContext<EditorValues>();
  const error = useFieldError()(name);
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={error} className={className}>
      {(control) => <Input {...control} {...register(name)} autoComplete="off" {...input} />}
    </Field>
  );
}

type TextareaProps = Omit<ComponentProps<typeof Textarea>, 'name' | 'form'> &
  Pick<TextProps, 'name' | 'label' | 'hint' | 'optional'>;

export function LongTextField({ name, label, hint, optional, className, ...input }: TextareaProps) {
  const { register } = useFormContext<EditorValues>();
  const error = useFieldError()(name);
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={error} className={className}>
      {(control) => <Textarea {...control} {...register(name)} {...input} />}
    </Field>
  );
}

type SwitchProps = {
  name:
    | 'is_featured'
    | `fields.${number}.is_required`
    | `cells.${string}.${'is_tracked' | 'needs_delivery' | 'allows_backorder' | 'is_active'}`;
  label: ReactNode;
  hint?: ReactNode;
};

export function SwitchField({ name, label, hint }: SwitchProps) {
  const { register } = useFormContext<EditorValues>();
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5">
      <input
        type="checkbox"
        {...register(name)}
        className="mt-0.5 size-5 shrink-0 cursor-inherit accent-accent-text"
      />
      <span className="grid gap-0.5">
        <span className="font-medium text-sm leading-6">{label}</span>
        {hint && <span className="text-muted text-sm">{hint}</span>}
      </span>
    </label>
  );
}

/** An error message of a whole section, or of a field in the table of variants. */
export function SectionError({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <p id={id} className="rise text-bad text-sm">
      {children}
    </p>
  );
}

type IconProps = Omit<ComponentProps<'button'>, 'type' | 'children'> & { icon: LucideIcon; label: string };

/** A small icon button. It stays focusable when it has nothing to do. */
export function IconButton({ icon: Icon, label, className, onClick, ...rest }: IconProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={(event) => {
        if (rest['aria-disabled'] !== true) onClick?.(event);
      }}
      className={clsx(
        'grid size-11 shrink-0 place-items-center rounded-md text-muted sm:size-9',
        'hover:bg-sunken hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-40',
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  );
}
