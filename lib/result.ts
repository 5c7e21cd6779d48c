import type { Refused } from './refusals';

export type { Refused };

/** The result of an action: data, or a refusal with its text. Bugs are thrown, never returned. */
export type Result<Data = null> = { ok: true; data: Data } | Refused;

export const done = <Data>(data: Data): Result<Data> => ({ ok: true, data });
