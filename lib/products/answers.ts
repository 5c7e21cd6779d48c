import { z } from 'zod';

/** Parses `Answers`. Not in fields.ts, so that the browser does not load zod. */
export const answersSchema = z.array(z.object({ field_id: z.uuid(), label: z.string(), value: z.string() }));
