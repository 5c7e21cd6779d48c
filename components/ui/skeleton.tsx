import clsx from 'clsx';

/** A placeholder while content loads; give it the size of that content. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('shimmer rounded-md', className)} />;
}
