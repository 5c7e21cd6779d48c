import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { typedAmount } from '@/lib/amount';

type FieldProps = {
  name: string;
  label: string;
  hint: string;
  error?: string;
  /** what an empty field means; without it the field is required */
  empty?: string;
  className?: string;
};

/** A whole number. `maxLength`: how many digits it has at most. */
export function NumberField({
  value,
  maxLength,
  ...props
}: FieldProps & { value: number | null; maxLength: number }) {
  return <TypedField inputMode="numeric" maxLength={maxLength} defaultValue={value ?? ''} {...props} />;
}

type Money = { minor: number | null; currency: string; locale: string };

/** A sum, typed as people of the shop's country type it. `minor`: in minor units of `currency`. */
export function AmountField({ minor, currency, locale, label, ...props }: FieldProps & Money) {
  return (
    <TypedField
      inputMode="decimal"
      maxLength={20}
      defaultValue={minor === null ? '' : typedAmount(minor, currency, locale)}
      label={`${label} (${currency})`}
      {...props}
    />
  );
}

type TypedProps = FieldProps & {
  inputMode: 'numeric' | 'decimal';
  maxLength: number;
  defaultValue: number | string;
};

function TypedField({ name, label, hint, error, empty, ...input }: TypedProps) {
  return (
    <Field name={name} label={label} optional={empty !== undefined} hint={hint} error={error}>
      {(control) => <Input {...control} autoComplete="off" placeholder={empty} {...input} />}
    </Field>
  );
}
