import { z } from 'zod';

/** An external URL to which a payer is sent. */
export type WebUrl = `http${'' | 's'}://${string}`;

export const webUrl = z.custom<WebUrl>(
  (value) => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value),
  'not a URL that a browser can open',
);
