import type { TickedMessage } from '@/lib/admin/staff/row-outcome';
import type { Translator } from '@/lib/messages/messages';
import type { Refused } from '@/lib/result';

/** Commands that run on many orders at once; each order succeeds or is refused on its own. */
export const bulkCommands = ['process', 'mark_ready'] as const;
export type BulkCommand = (typeof bulkCommands)[number];

/** `refused` is null after an unexpected error, which is not a refusal. */
export type Skipped = { number: string; refused: Refused | null };

export type BulkOutcome = {
  command: BulkCommand;
  moved: number;
  skipped: Skipped[];
  /** why no order was attempted */
  refused?: Refused;
};

/** The outcome of a bulk command as a message: how many orders were changed, and why each of the others was not. */
export function bulkMessage(
  t: Translator<'admin.fulfilment'>,
  { command, moved, skipped, refused }: BulkOutcome,
): TickedMessage {
  if (refused) return { tone: 'bad', title: refused.message, notes: [] };
  const total = moved + skipped.length;
  const notes = skipped.map(({ number, refused }) => ({ number, text: whyOf(t, refused) }));
  if (total === 0) return { tone: 'bad', title: t('bulk.noneTicked'), notes: [] };
  if (moved === 0) return { tone: 'bad', title: t('bulk.noneMoved', { count: total }), notes };
  return skipped.length > 0
    ? { tone: 'warn', title: t(`someMoved.${command}`, { count: moved, total }), notes }
    : { tone: 'good', title: t(`allMoved.${command}`, { count: moved }), notes };
}

function whyOf(t: Translator<'admin.fulfilment'>, refused: Refused | null): string {
  if (!refused) return t('bulk.failed');
  const items = refused.reason === 'sold_out' ? shortItems(t, refused.details) : null;
  return items ? t('bulk.soldOut', { items }) : refused.message;
}

/** The lines of `sold_out` with too little stock, as `Night Cream (2 needed, 1 in stock)`. */
function shortItems(t: Translator<'admin.fulfilment'>, details: unknown): string | null {
  if (!Array.isArray(details) || details.length === 0) return null;
  return details
    .map(({ name, requested, available }) => t('bulk.soldOutItem', { name, requested, available }))
    .join(', ');
}
