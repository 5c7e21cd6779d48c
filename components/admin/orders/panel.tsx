import { type ReactNode, useId } from 'react';
import { Card } from '@/components/ui/card';

type Props = { title: string; aside?: ReactNode; id?: string; children: ReactNode };

/** A titled section of the order page. `id`: its anchor. */
export function Panel({ title, aside, id, children }: Props) {
  const headingId = useId();
  return (
    <section id={id} aria-labelledby={headingId} className="min-w-0 scroll-mt-4">
      <Card className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:p-5">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id={headingId} className="font-semibold">
            {title}
          </h2>
          {aside}
        </div>
        {children}
      </Card>
    </section>
  );
}
