import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = {
  icon?: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  /** what to do instead: usually one ButtonLink */
  action?: ReactNode;
  /** `h1` if this is the page's only heading */
  heading?: 'h1' | 'h2';
};

/** Says that there is nothing to show, and what to do instead. */
export function EmptyState({ icon: Icon, title, children, action, heading: Heading = 'h2' }: Props) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-4 px-4 py-16 text-center">
      {Icon && (
        <span className="grid size-16 place-items-center rounded-full bg-accent-soft text-accent-text">
          <Icon aria-hidden className="size-7" strokeWidth={1.5} />
        </span>
      )}
      <Heading className="font-display text-2xl">{title}</Heading>
      {children && <div className="grid gap-2 text-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
