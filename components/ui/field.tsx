import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';

/** Links a control to its label, hint and error. Spread it onto the control. */
type ControlProps = {
  id: string;
  name: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
};

type Props = {
  /** the column name: the key of the field's error in a `Result` */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** marks the field as optional; most fields are required */
  optional?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

/** One field with its label, control, hint and error: `<Field name="email" label="Email">{(c) => <Input {...c} />}</Field>`. */
export function Field({ name, label, hint, error, optional, className, children }: Props) {
  const t = useTranslations('ui');
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  return (
    <div className={clsx('grid content-start gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
        {optional && <span className="font-normal text-muted"> {t('optional')}</span>}
      </label>
      {children({
        id,
        name,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': clsx(error && errorId, hint && hintId) || undefined,
      })}
      {error && (
        <p id={errorId} className="rise flex gap-1.5 text-bad text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
}
