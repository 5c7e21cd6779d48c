import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { LinkPending } from './link-pending';

type Props = {
  before: string | null;
  after: string | null;
  /** the address of the list with `before` or `after` in it */
  pathTo: (place: { before: string } | { after: string }) => Route;
};

/** The ways to the pages around this one of a list. */
export function Pager({ before, after, pathTo }: Props) {
  if (!before && !after) return null;
  return (
    <nav aria-label="Pages" className="ml-auto flex gap-2 max-sm:w-full max-sm:justify-between">
      {before && (
        <ButtonLink
          variant="secondary"
          size="sm"
          href={pathTo({ before })}
          rel="prev"
          className="relative overflow-clip"
        >
          <ArrowLeft aria-hidden className="size-4" />
          Back
          <LinkPending />
        </ButtonLink>
      )}
      {after && (
        <ButtonLink
          variant="secondary"
          size="sm"
          href={pathTo({ after })}
          rel="next"
          className="relative ml-auto overflow-clip"
        >
          More
          <ArrowRight aria-hidden className="size-4" />
          <LinkPending />
        </ButtonLink>
      )}
    </nav>
  );
}
