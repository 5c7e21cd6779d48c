import { z } from 'zod';

/** Parses `Answers` (fields.ts, which the browser loads: it has no use for zod). */
export const answersSchema = z.array(z.object({ field_id: z.uuid(), label: z.string(), value: z.string() }));
