import { z } from 'zod';

/** `[{ title, body }]`: the folded sections of a product page. Staff edit them as JSON; what is malformed is left out. */
export const detailsSchema = z.array(z.object({ title: z.string(), body: z.string() })).catch([]);
