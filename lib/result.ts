import type { Refused } from './refusals';

export type { Refused };

/** What an action answers to its form: data, or a refusal in words. Bugs are thrown, never answered. */
export type Result<Data = null> = { ok: true; data: Data } | Refused;

export const done = <Data>(data: Data): Result<Data> => ({ ok: true, data });
