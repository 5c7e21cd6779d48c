import clsx from 'clsx';

type Props = {
  count: number;
  upTo: number;
  of: string;
  /** `calm` for everyday work */
  tone?: 'bad' | 'calm';
};

/** How many wait behind a link, as far as they were counted: `9+` for all that are more. Nothing where none do. */
export function Count({ count, upTo, of, tone = 'bad' }: Props) {
  if (count === 0) return null;
  return (
    <>
      <span
        className={clsx(
          'min-w-5 rounded-full px-1.5 text-center font-semibold text-xs tabular-nums leading-5',
          tone === 'bad' ? 'bg-bad-soft text-bad' : 'bg-sunken text-muted',
        )}
      >
        {count > upTo ? `${upTo}+` : count}
      </span>
      <span className="sr-only">{of}</span>
    </>
  );
}
