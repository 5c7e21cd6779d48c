import clsx from 'clsx';
import type { ComponentProps } from 'react';

export type Look = {
  /** `primary`: at most one per view; `danger`: for actions that cannot be undone */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'sm' | 'md' | 'lg';
  wide?: boolean;
};

const variants = {
  primary: 'bg-accent text-accent-ink hover:not-disabled:brightness-110 active:not-disabled:brightness-95',
  secondary: 'border border-edge bg-raised text-ink hover:not-disabled:border-ink',
  quiet: 'text-accent-text underline-offset-4 hover:not-disabled:underline',
  danger: 'border border-bad bg-raised text-bad hover:not-disabled:bg-bad-soft',
};

const sizes = {
  sm: 'min-h-11 px-3 text-sm sm:min-h-9',
  md: 'min-h-11 px-5 text-[0.9375rem]',
  lg: 'min-h-13 px-7 text-base',
};

/** The classes of a button, for elements other than `<button>`. */
export function buttonClass({ variant = 'primary', size = 'md', wide = false }: Look = {}, extra?: string) {
  return clsx(
    'inline-flex select-none items-center justify-center gap-2 rounded-md text-center font-semibold leading-tight',
    'transition-[filter,border-color,background-color] duration-150 disabled:cursor-not-allowed disabled:opacity-55',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    variants[variant],
    sizes[size],
    wide && 'w-full',
    extra,
  );
}

export function Button({
  variant,
  size,
  wide,
  className,
  type = 'button',
  ...rest
}: Look & ComponentProps<'button'>) {
  return <button type={type} className={buttonClass({ variant, size, wide }, className)} {...rest} />;
}
