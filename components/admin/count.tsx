import clsx from 'clsx';

type Props = {
  count: number;
  upTo: number;
  of: string;
  /** `calm` for routine work */
  tone?: 'bad' | 'calm';
};

/** How many items wait behind a link: nothing if 0, and `9+` above an `upTo` of 9. `of`: the text for screen readers. */
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
