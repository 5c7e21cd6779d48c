'use client';

import type { ComponentProps, ReactNode } from 'react';
import type { UseFormRegister, UseFormSetValue } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CheckoutInput, CheckoutField as Name } from '@/lib/checkout/schema';

/** What the parts of the checkout need of the form around them. */
export type CheckoutFields = {
  register: UseFormRegister<CheckoutInput>;
  setValue: UseFormSetValue<CheckoutInput>;
  /** keeps on the device what is typed now; a change by the person's own hand does so by itself */
  keep: () => void;
  /** what the field starts with, also in the HTML that comes before the script */
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

/** A numbered part of the checkout. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-4 font-display text-2xl">{title}</legend>
      {children}
    </fieldset>
  );
}
