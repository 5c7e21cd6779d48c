import { z } from 'zod';

/**
 * The faults that can be set, and how fast time passes. The panel and POST /control change them; they survive a restart.
 * Settings that POST /control sets for one shop last until the program ends.
 */

/** Applies to the next `next` occasions, then to `share` percent of all later ones, at random. */
const chance = z
  .strictObject({ next: z.int().min(0).max(10_000).default(0), share: z.int().min(0).max(100).default(0) })
  .prefault({});

export const FAULTS = {
  none: 'answers normally',
  error_500: '500, nothing done',
  html_502: '502 with an HTML page, nothing done',
  limit_429: '429 with x-ratelimit-reset, nothing done',
  currency_403: '403, the account does not take the currency',
  false_200: '200 with status false, nothing done',
  reset: 'connection reset, nothing done',
  reset_after: 'connection reset after it was done',
  slow: 'done, but answers late',
} as const;

/** `next` > 0: applies to that many requests, then stops. Otherwise to `share` percent of them, until switched off. */
const fault = z
  .strictObject({
    kind: z.enum(Object.keys(FAULTS) as (keyof typeof FAULTS)[]).default('none'),
    next: z.int().min(0).max(10_000).default(0),
    share: z.int().min(0).max(100).default(100),
  })
  .prefault({});

export const settingsSchema = z.strictObject({
  webhooks: z
    .strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .or(z.literal(''))
        .default(''),
      paused: z.boolean().default(false),
      delay_ms: z.int().min(0).max(600_000).default(0),
      /** The maximum of a random extra delay. */
      jitter_ms: z.int().min(0).max(600_000).default(0),
      /** `before`: the payer waits for the receiver's response; `after`: sent 2 s after the payer has left. */
      timing: z.enum(['with', 'before', 'after']).default('with'),
      drop: chance,
      duplicate: chance,
      corrupt: chance,
      /** Each event waits up to 10 s for the next one, which is sent first. */
      reorder: z.boolean().default(false),
      /** Paystack's retries: live 4 × 3 min, then hourly for 72 h; test hourly for 10 h. */
      schedule: z.enum(['live', 'test']).default('live'),
      /** The pauses between retries are Paystack's, divided by this. */
      speed: z.int().min(1).max(100_000).default(60),
    })
    .prefault({}),
  endpoints: z
    .strictObject({
      initialize: fault,
      verify: fault,
      list: fault,
      fetch: fault,
      refund_create: fault,
      refund_list: fault,
      refund_fetch: fault,
      dispute_list: fault,
    })
    .prefault({}),
  answers: z
    .strictObject({
      /** The payer pays the fee: `amount` is more than `requested_amount`. */
      fee_pass_through: z.boolean().default(false),
      /** Transactions have an undocumented status. */
      unknown_status: z.boolean().default(false),
      /** Every event is followed by one of an undocumented type. */
      unknown_event: z.boolean().default(false),
      extra_keys: z.boolean().default(false),
      /** All of these occur in production. */
      metadata: z.enum(['as_sent', 'text', 'empty', 'zero', 'null']).default('as_sent'),
      domain: z.enum(['test', 'live']).default('test'),
      /** Refund events contain the refund's id, which older events do not. */
      refund_event_id: z.boolean().default(false),
      insufficient_balance: z.boolean().default(false),
    })
    .prefault({}),
  pace: z
    .strictObject({
      /** How long a delayed transfer takes to arrive. */
      transfer_ms: z.int().min(0).max(86_400_000).default(20_000),
      /** How long a mobile money prompt stays open. */
      prompt_ms: z.int().min(0).max(86_400_000).default(180_000),
      /** How long a refund stays in each of its states. */
      refund_ms: z.int().min(0).max(86_400_000).default(3_000),
      slow_ms: z.int().min(0).max(120_000).default(20_000),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;
export type Endpoint = keyof Settings['endpoints'];
export type Chance = z.infer<typeof chance>;

/** Merges `patch` deeply into the settings: it holds only the changes. Throws a ZodError that names the invalid fields. */
export function changed(settings: Settings, patch: unknown): Settings {
  return settingsSchema.parse(merge(settings, patch));
}

function merge(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch;
  const merged = Object.entries(patch).map(([key, value]) => [key, merge(base[key], value)]);
  return { ...base, ...Object.fromEntries(merged) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
