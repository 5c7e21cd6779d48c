'use client';

import type { ComponentProps, ReactNode } from 'react';
import type { UseFormRegister, UseFormSetValue } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CheckoutInput, CheckoutField as Name } from '@/lib/checkout/schema';

/** What the sections of the checkout need from the form around them. */
export type CheckoutFields = {
  register: UseFormRegister<CheckoutInput>;
  setValue: UseFormSetValue<CheckoutInput>;
  /** stores the current values on the device; needed only after `setValue`, since typing stores them automatically */
  save: () => void;
  /** the field's initial value, also in the HTML that the server sends */
  defaultOf: (name: Name) => string | undefined;
  errorOf: (name: Name) => string | undefined;
};

type Props = Omit<ComponentProps<typeof Input>, 'name' | 'form'> & {
  fields: CheckoutFields;
  name: Name;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
};

export function TextField({ fields, name, label, hint, optional, className, ...input }: Props) {
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      optional={optional}
      error={fields.errorOf(name)}
      className={className}
    >
      {(control) => (
        <Input
          {...control}
          {...fields.register(name)}
          defaultValue={fields.defaultOf(name)}
          required={!optional}
          {...input}
        />
      )}
    </Field>
  );
}

/** A section of the checkout form. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-4 font-display text-2xl">{title}</legend>
      {children}
    </fieldset>
  );
}
