import type { Reason } from './refusals';

/** What an action answers to its form: data, or a refusal in words. Bugs are thrown, never answered. */
export type Result<Data = null> = { ok: true; data: Data } | Refused;

export type Refused = {
  ok: false;
  reason: Reason;
  /** For the person, shown in a `role="alert"`. */
  message: string;
  /** Problems by field name, shown at their fields. */
  fields?: Record<string, string>;
  /** What the database added, such as the short lines of `sold_out`. */
  details?: unknown;
};

export const done = <Data>(data: Data): Result<Data> => ({ ok: true, data });
