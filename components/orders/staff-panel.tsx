import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';

type Props = { title: string; aside?: ReactNode; children: ReactNode };

/** A part of the order page, with its heading. */
export function Panel({ title, aside, children }: Props) {
  return (
    <Card className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 sm:p-5">
      <div className="flex items-center justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </Card>
  );
}
