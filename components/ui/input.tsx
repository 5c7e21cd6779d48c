import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** The shared classes of text controls. The text is 16 px, so that phones do not zoom in on focus. */
export const controlClass =
  'min-h-11 w-full rounded-md border border-edge bg-raised px-3 py-2 text-base text-ink placeholder:text-muted ' +
  'hover:border-ink focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-bad aria-invalid:ring-1 aria-invalid:ring-bad';

export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={clsx(controlClass, className)} {...rest} />;
}
