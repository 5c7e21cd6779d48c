/** How many wait behind a link, as far as they were counted: `9+` for all that are more. Nothing where none do. */
export function Count({ count, upTo, of }: { count: number; upTo: number; of: string }) {
  if (count === 0) return null;
  return (
    <>
      <span className="min-w-5 rounded-full bg-bad-soft px-1.5 text-center font-semibold text-bad text-xs tabular-nums leading-5">
        {count > upTo ? `${upTo}+` : count}
      </span>
      <span className="sr-only">{of}</span>
    </>
  );
}
