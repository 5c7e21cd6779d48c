'use client';

import { createContext, type ReactNode, use, useId, useState } from 'react';
import { type CommandedOrder, CommandProvider } from '@/components/admin/orders/command-context';
import type { BulkOutcome } from '@/lib/admin/fulfilment/bulk';
import type { CommandOutcome } from '@/lib/admin/orders/actions';

/** What became of a command on one row, which was at `place`, or of one on many. */
type Feedback =
  | { of: 'row'; outcome: CommandOutcome; number: string; place: number }
  | { of: 'bulk'; outcome: BulkOutcome };

type Desk = {
  shop: string;
  carriers: string[];
  /** the shop lets no parcel leave without the number under which it is followed */
  requiresTracking: boolean;
  /**
   * The id of the form above the rows, to which their ticks belong although they do not lie in it: a row has forms of its own.
   * Next keeps the page that was left, hidden, so each has another.
   */
  bulkId: string;
  /** who took the last parcel: most often the next one, too */
  carrier: string;
  remember: (carrier: string) => void;
  feedback: Feedback | null;
  report: (feedback: Feedback) => void;
};

const DeskContext = createContext<Desk | null>(null);

type Props = Pick<Desk, 'shop' | 'carriers' | 'requiresTracking'> & {
  carrier: string | null;
  children: ReactNode;
};

/** A queue whose rows are worked on right here. What became of the last command is kept above them: its row is usually gone. */
export function DeskProvider({ carrier: last, children, ...props }: Props) {
  const [carrier, remember] = useState(last ?? '');
  const [feedback, report] = useState<Feedback | null>(null);
  const bulkId = useId();
  return (
    <DeskContext value={{ ...props, bulkId, carrier, remember, feedback, report }}>{children}</DeskContext>
  );
}

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('a part of the queue stands outside of its DeskProvider');
  return desk;
}

type RowProps = { order: Omit<CommandedOrder, 'shop'>; place: number; children: ReactNode };

/** The forms of one row, as those of the order's own page. */
export function RowCommands({ order, place, children }: RowProps) {
  const { shop, report } = useDesk();
  return (
    <CommandProvider
      order={{ ...order, shop }}
      onOutcome={(outcome) => report({ of: 'row', outcome, number: order.number, place })}
    >
      {children}
    </CommandProvider>
  );
}
