import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

/** The transfer details, collapsed after the shopper has used them. */
export function CollapsibleTransfer({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group border-line border-t">
      <summary className="flex min-h-12 list-none items-center justify-between gap-3 rounded-sm font-medium hover:text-accent-text">
        {title}
        <ChevronDown
          aria-hidden
          className="size-5 shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
        />
      </summary>
      <div className="max-w-xl pt-1 pb-4">{children}</div>
    </details>
  );
}
