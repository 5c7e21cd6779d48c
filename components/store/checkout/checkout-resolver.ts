import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import type { CheckoutInput } from '@/lib/checkout/schema';
import { fieldErrors } from '@/lib/field-messages';
import type { Translator } from '@/lib/messages/messages';

/** Validates the checkout in the browser, with the schema and the messages of the server. */
export const checkoutResolver =
  (t: Translator<'refusals'>, schema: z.ZodType): Resolver<CheckoutInput> =>
  (values) => {
    const { error } = schema.safeParse(values);
    if (!error) return { values, errors: {} };
    const fields = Object.entries(fieldErrors(t, error));
    return {
      values: {},
      errors: Object.fromEntries(fields.map(([name, message]) => [name, { type: 'validate', message }])),
    };
  };
