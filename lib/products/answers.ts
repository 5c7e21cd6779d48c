import { z } from 'zod';

/** Parses `Answers`. Not in fields.ts, so that product pages do not load zod. */
export const answersSchema = z.array(z.object({ field_id: z.uuid(), label: z.string(), value: z.string() }));
