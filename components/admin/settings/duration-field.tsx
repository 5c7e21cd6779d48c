import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { durationOf, durationUnits } from '@/lib/settings/duration';

type Props = {
  /** the column's name */
  name: string;
  label: string;
  hint?: string;
  error?: string;
  /** a Postgres interval as text */
  interval: string;
  /** false while it is hidden: the browser would refuse to submit, but could not show why */
  isRequired?: boolean;
  className?: string;
};

/** A duration: a number and its unit. */
export function DurationField({ name, label, hint, error, interval, isRequired = true, className }: Props) {
  const t = useTranslations('admin.settings.form');
  const { count, unit } = durationOf(interval);
  return (
    <Field name={name} label={label} hint={hint} error={error} className={className}>
      {(control) => (
        <span className="flex max-w-64 gap-2">
          <Input
            {...control}
            inputMode="decimal"
            required={isRequired}
            autoComplete="off"
            maxLength={8}
            defaultValue={count}
          />
          <Select
            name={`${name}_unit`}
            aria-label={t('unitLabel', { label })}
            defaultValue={unit}
            className="min-w-[min(8rem,60%)]"
          >
            {durationUnits.map((each) => (
              <option key={each} value={each}>
                {t(`unit.${each}`)}
              </option>
            ))}
          </Select>
        </span>
      )}
    </Field>
  );
}
