import type { NestedKeyOf } from 'next-intl';
import { checkoutMessages } from '@/lib/checkout/schema';
import { fileReasons } from '@/lib/proofs/limits';
import type { Messages } from './messages';

/** A message, or a group of messages: `store.carts.link`, `store.carts`. */
export type MessageKey = NestedKeyOf<Pick<Messages, 'ui' | 'store' | 'refusals'>>;

/** What a failed call of a server action says. */
const failed: MessageKey[] = ['refusals.reasons.unreachable', 'refusals.reasons.failed'];

/** The messages of the client components around every page. messages.test.ts checks that none is missing. */
export const everywhere: MessageKey[] = [
  ...failed,
  'ui.error',
  'ui.updated',
  'ui.close',
  'store.layout.offline',
  'store.carts.link',
];

/** Those of a product's form and gallery. */
export const ofProducts: MessageKey[] = [
  ...failed,
  'ui.optional',
  'store.products',
  'store.carts.quantity',
  'store.carts.oneLess',
  'store.carts.oneMore',
];

/** Those of the pages that are rendered for each visitor. */
export const ofVisitors: MessageKey[] = [
  ...everywhere,
  'ui',
  'store.carts',
  'store.checkout',
  'store.orders',
  'store.payoutDetails',
  'store.proofs',
  ...checkoutMessages.map((message) => `refusals.${message}` as const),
  ...fileReasons.map((reason) => `refusals.reasons.${reason}` as const),
];
