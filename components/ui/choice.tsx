import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

type RadioProps = Omit<ComponentProps<'input'>, 'type' | 'className'>;

/** A radio button that looks like a chip, for a few short options. Wrap them in a `<fieldset>`. */
export function ChoiceChip({ children, ...radio }: RadioProps & { children: ReactNode }) {
  return (
    <label className="relative inline-flex cursor-pointer has-disabled:cursor-not-allowed">
      <input type="radio" className="peer absolute inset-0 size-full cursor-inherit opacity-0" {...radio} />
      <span
        className={clsx(
          'inline-flex min-h-11 min-w-14 items-center justify-center gap-1.5 rounded-md border border-edge bg-raised px-4 text-sm',
          'transition-colors duration-150 peer-hover:border-ink peer-disabled:border-line peer-disabled:border-dashed peer-disabled:text-muted',
          'peer-checked:border-accent-text peer-checked:bg-accent-soft peer-checked:font-semibold peer-checked:ring-1 peer-checked:ring-accent-text',
          'peer-focus-visible:outline-2 peer-focus-visible:outline-accent-text peer-focus-visible:outline-offset-2',
        )}
      >
        {children}
      </span>
    </label>
  );
}

// Custom-styled: in dark mode, browsers draw an unchecked radio button as if it were disabled.
const dotClass =
  'mt-0.5 size-5 shrink-0 cursor-inherit appearance-none rounded-full border-2 border-muted bg-surface outline-none checked:border-6 checked:border-accent-text disabled:border-line';

type CardProps = RadioProps & {
  title: ReactNode;
  description?: ReactNode;
  /** at the end of the row, such as a price */
  aside?: ReactNode;
};

/** A radio button with its own row, for an option that needs a description. */
export function ChoiceCard({ title, description, aside, ...radio }: CardProps) {
  return (
    <label
      className={clsx(
        'relative flex min-h-14 cursor-pointer gap-3 rounded-md border border-edge bg-raised p-3.5 transition-colors duration-150',
        'hover:border-ink has-checked:border-accent-text has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent-text',
        'has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-offset-2',
        'has-disabled:cursor-not-allowed has-disabled:border-line has-disabled:border-dashed has-disabled:text-muted',
      )}
    >
      <input type="radio" className={dotClass} {...radio} />
      <span className="grid grow gap-0.5">
        <span className="font-medium leading-6">{title}</span>
        {description && <span className="text-muted text-sm">{description}</span>}
      </span>
      {aside && <span className="shrink-0 font-medium leading-6">{aside}</span>}
    </label>
  );
}

type CardsProps = {
  name: string;
  legend: ReactNode;
  choices: { value: string; title: string; text: string }[];
  chosen?: string;
  required?: boolean;
  error?: string;
};

/** A radio group of ChoiceCards. */
export function ChoiceCards({ name, legend, choices, chosen, required, error }: CardsProps) {
  return (
    <>
      <fieldset className="grid gap-2">
        {legend}
        {choices.map(({ value, title, text }) => (
          <ChoiceCard
            key={value}
            name={name}
            value={value}
            title={title}
            description={text}
            required={required}
            defaultChecked={chosen === value}
          />
        ))}
      </fieldset>
      {error && <p className="text-bad text-sm">{error}</p>}
    </>
  );
}
