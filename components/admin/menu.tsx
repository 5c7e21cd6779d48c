import clsx from 'clsx';
import type { ReactNode } from 'react';

type Props = {
  /** the `popoverTarget` of its button */
  id: string;
  /** which edge of the button it aligns with */
  align: 'start' | 'end';
  children: ReactNode;
};

/** A dropdown of the header. It uses the browser's popover, so it needs no script. */
export function Menu({ id, align, children }: Props) {
  return (
    <div
      id={id}
      popover="auto"
      className={clsx(
        'inset-auto top-16 m-0 w-72 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-raised p-1.5 text-ink shadow-raised',
        // browsers without anchor positioning show it in the corner
        'supports-[position-area:bottom]:top-auto supports-[position-area:bottom]:mt-1',
        align === 'start'
          ? 'left-2 supports-[position-area:bottom]:left-auto [position-area:bottom_span-right]'
          : 'right-2 supports-[position-area:bottom]:right-auto [position-area:bottom_span-left]',
      )}
    >
      {children}
    </div>
  );
}
