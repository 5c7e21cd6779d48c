import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { amountInput } from '@/lib/amount';

type FieldProps = {
  name: string;
  label: string;
  hint: string;
  error?: string;
  /** what an empty field means; without it the field is required */
  empty?: string;
  className?: string;
};

/** A whole number. `maxLength`: the maximum number of digits. */
export function NumberField({
  value,
  maxLength,
  ...props
}: FieldProps & { value: number | null; maxLength: number }) {
  return <TextNumberField inputMode="numeric" maxLength={maxLength} defaultValue={value ?? ''} {...props} />;
}

type Money = { minor: number | null; currency: string; locale: string };

/** An amount in the number format of `locale`. `minor`: in minor units of `currency`. */
export function AmountField({ minor, currency, locale, label, ...props }: FieldProps & Money) {
  const t = useTranslations('admin.settings.form');
  return (
    <TextNumberField
      inputMode="decimal"
      maxLength={20}
      defaultValue={minor === null ? '' : amountInput(minor, currency, locale)}
      label={t('amountLabel', { label, currency })}
      {...props}
    />
  );
}

type TextNumberProps = FieldProps & {
  inputMode: 'numeric' | 'decimal';
  maxLength: number;
  defaultValue: number | string;
};

function TextNumberField({ name, label, hint, error, empty, ...input }: TextNumberProps) {
  return (
    <Field name={name} label={label} optional={empty !== undefined} hint={hint} error={error}>
      {(control) => <Input {...control} autoComplete="off" placeholder={empty} {...input} />}
    </Field>
  );
}
