import { z } from 'zod';

const order = z.object({
  order_id: z.uuid(),
  /** for the tag of the shop's stock; what may be done to the order is found out from the order itself */
  shop: z.string().max(40),
});

const versioned = order.extend({ expected_version: z.coerce.number().int() });
const reason = z.string().trim().min(1, 'Give a reason.');
const carrier = z
  .string()
  .trim()
  .min(1, 'Say which carrier takes the parcel.')
  .max(80, 'Keep this under 80 characters.');

/**
 * What the forms of the order page send, told apart by `command`: the commands of order_transitions that staff have, and
 * `note`. A field is checked here so far as a person may mistype it; whether the move may be made is the database's to say.
 */
export const orderCommandSchema = z.discriminatedUnion('command', [
  versioned.extend({
    command: z.enum(['process', 'mark_ready', 'deliver', 'complete', 'release', 'archive']),
  }),
  versioned.extend({
    command: z.literal('ship'),
    carrier,
    tracking_number: z
      .string()
      .trim()
      .min(1, 'Enter the tracking number.')
      .max(80, 'Keep this under 80 characters.'),
    tracking_url: z
      .string()
      .trim()
      .max(500, 'Keep this under 500 characters.')
      .regex(/^(https?:\/\/.*)?$/, 'Start with https://.'),
  }),
  versioned.extend({
    command: z.literal('hold'),
    reason: reason.max(200, 'Keep the reason under 200 characters.'),
  }),
  order.extend({
    command: z.literal('cancel'),
    reason: reason.max(500, 'Keep the reason under 500 characters.'),
  }),
  order.extend({
    command: z.literal('note'),
    note: z.string().trim().min(1, 'Write something.').max(2000, 'Keep the note under 2,000 characters.'),
  }),
]);

export type OrderCommand = z.infer<typeof orderCommandSchema>;
