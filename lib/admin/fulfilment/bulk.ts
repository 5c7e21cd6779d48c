import type { TickedMessage } from '@/lib/admin/staff/row-outcome';
import { type Reason, words as refusals } from '@/lib/refusals';

/** What is done to many orders at once; each of them moves, or does not, for itself. */
export const bulkCommands = ['process', 'mark_ready'] as const;
export type BulkCommand = (typeof bulkCommands)[number];

/** `failed`: not refused, something did not work. */
export type Skipped = { number: string; reason: Reason | 'failed'; details?: unknown };

/** How many orders have moved, and which have not. */
export type BulkOutcome = {
  command: BulkCommand;
  moved: number;
  skipped: Skipped[];
  /** why none was even tried */
  refused?: Reason;
};

const done: Record<BulkCommand, { one: string; many: string }> = {
  process: { one: 'is being packed', many: 'are being packed' },
  mark_ready: { one: 'is packed and ready to ship', many: 'are packed and ready to ship' },
};

/** What became of a bulk, in words: how many have moved, and of each that has not, why. */
export function bulkMessage({ command, moved, skipped, refused }: BulkOutcome): TickedMessage {
  if (refused) return { tone: 'bad', title: refusals[refused], notes: [] };
  const total = moved + skipped.length;
  const notes = skipped.map(({ number, reason, details }) => ({ number, text: whyOf(reason, details) }));
  if (total === 0) return { tone: 'bad', title: 'Tick the orders first.', notes: [] };
  if (moved === 0) {
    const title = total === 1 ? 'The order stays where it is.' : `All ${total} orders stay where they are.`;
    return { tone: 'bad', title, notes };
  }
  const orders =
    total === 1 ? '1 order' : skipped.length > 0 ? `${moved} of ${total} orders` : `${total} orders`;
  return {
    tone: skipped.length > 0 ? 'warn' : 'good',
    title: `${orders} ${done[command][moved === 1 ? 'one' : 'many']}.`,
    notes,
  };
}

function whyOf(reason: Skipped['reason'], details: unknown): string {
  if (reason === 'failed') return 'This did not work. Look at the order before you try again.';
  const short = reason === 'sold_out' ? shortOf(details) : null;
  return short ? `There is not enough on the shelf: ${short}.` : refusals[reason];
}

/** The short lines of `sold_out`, as `Night Cream (2 wanted, 1 there)`. */
function shortOf(details: unknown): string | null {
  if (!Array.isArray(details) || details.length === 0) return null;
  return details
    .map(({ name, requested, available }) => `${name} (${requested} wanted, ${available} there)`)
    .join(', ');
}
