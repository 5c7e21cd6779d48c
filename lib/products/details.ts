import { z } from 'zod';

/**
 * `[{ title, body }]`: the collapsible sections of a product page. If one is malformed, all are left out.
 */
export const detailsSchema = z.array(z.object({ title: z.string(), body: z.string() })).catch([]);
