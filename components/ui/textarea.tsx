import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { controlClass } from './input';

/** Grows with its text in browsers that support `field-sizing`. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={clsx(controlClass, 'field-sizing-content', className)} {...rest} />;
}
