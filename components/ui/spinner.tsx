import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';

/** Turns while something is under way. Say what in words beside it. */
export function Spinner({ className }: { className?: string }) {
  return (
    <LoaderCircle
      aria-hidden
      className={clsx('size-[1.15em] shrink-0 motion-safe:animate-spin', className)}
    />
  );
}
