import { z } from 'zod';

/**
 * `[{ title, body }]`: the collapsible sections of a product page. Staff edit them as JSON; malformed details are
 * left out.
 */
export const detailsSchema = z.array(z.object({ title: z.string(), body: z.string() })).catch([]);
