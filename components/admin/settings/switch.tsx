import type { ReactNode } from 'react';

type Props = { name: string; label: ReactNode; hint?: ReactNode; defaultChecked: boolean };

/** A checkbox for a setting, with a touch-sized label. */
export function Switch({ name, label, hint, defaultChecked }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5 has-disabled:cursor-not-allowed">
      <input
        type="checkbox"
        name={name}
        defaultChecked={defaultChecked}
        className="mt-0.5 size-5 shrink-0 cursor-inherit accent-accent-text"
      />
      <span className="grid gap-0.5">
        <span className="font-medium text-sm leading-6">{label}</span>
        {hint && <span className="text-muted text-sm">{hint}</span>}
      </span>
    </label>
  );
}
