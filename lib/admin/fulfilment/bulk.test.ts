import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { type Reason, refusedIn } from '@/lib/refusals';
import { type BulkOutcome, bulkMessage as messageIn } from './bulk';

const t = translatorFor('en', 'admin.fulfilment');
const refusals = translatorFor('en', 'refusals');
const refused = (reason: Reason, details?: unknown) => refusedIn(refusals, reason, { details });
const bulkMessage = (outcome: BulkOutcome) => messageIn(t, outcome);

const outcome = (
  moved: number,
  skipped: BulkOutcome['skipped'] = [],
  command: BulkOutcome['command'] = 'process',
) => ({
  command,
  moved,
  skipped,
});
const onHold = { number: '7K3M-Q2XD', refused: refused('on_hold') };
const stale = { number: '1111-2222', refused: refused('stale') };
const failed = { number: '2222-3333', refused: null };

test.each([
  [outcome(1), '1 order is being packed.'],
  [outcome(12), '12 orders are being packed.'],
  [outcome(2, [], 'mark_ready'), '2 orders are packed and ready to ship.'],
  [outcome(11, [onHold]), '11 of 12 orders are being packed.'],
  [outcome(1, [onHold, stale]), '1 of 3 orders is being packed.'],
  [outcome(0, [onHold]), 'The order was not changed.'],
  [outcome(0, [onHold, stale]), 'None of the 2 orders was changed.'],
  [outcome(0), 'Select at least one order.'],
])('states how many orders moved: %j', (bulk, title) => {
  expect(bulkMessage(bulk).title).toBe(title);
});

test('gives the reason for each skipped order', () => {
  expect(bulkMessage(outcome(3, [onHold, stale, failed]))).toMatchObject({
    tone: 'warn',
    notes: [
      { number: '7K3M-Q2XD', text: refusals('reasons.on_hold') },
      { number: '1111-2222', text: refusals('reasons.stale') },
      { number: '2222-3333', text: t('bulk.failed') },
    ],
  });
  expect(bulkMessage(outcome(0, [onHold])).tone).toBe('bad');
  expect(bulkMessage(outcome(3)).tone).toBe('good');
});

test('names the items that are out of stock', () => {
  const details = [{ name: 'Night Cream', requested: 2, available: 1 }];
  const { notes } = bulkMessage(outcome(0, [{ number: '7K3M-Q2XD', refused: refused('sold_out', details) }]));
  expect(notes[0]?.text).toBe('Not enough stock: Night Cream (2 needed, 1 in stock).');
});
