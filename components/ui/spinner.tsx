import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';

/** A loading spinner. Say beside it what is loading. */
export function Spinner({ className }: { className?: string }) {
  return (
    <LoaderCircle
      aria-hidden
      className={clsx('size-[1.15em] shrink-0 motion-safe:animate-spin', className)}
    />
  );
}
