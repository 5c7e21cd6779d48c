import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Tone } from '@/lib/tone';

const tones = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent-text',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

/** A short label such as a status. The text alone must carry the meaning; the colour only repeats it. */
export function Badge({
  tone = 'neutral',
  className,
  children,
}: {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 whitespace-nowrap max-sm:whitespace-normal max-sm:wrap-break-word max-w-full rounded-full px-2.5 py-0.5 font-medium text-xs leading-5',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
