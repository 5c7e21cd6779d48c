import { z } from 'zod';
import { gatewayIds } from '@/lib/payments/gateway';
import { words } from '@/lib/refusals';
import { email, phone, text } from '@/lib/text';
import { regionsOf } from './regions';

const line = text.max(200, 'Keep this under 200 characters.');
const optional = line.default('');
const required = (message: string) => line.min(1, message);

const contact = z.object({
  email,
  phone,
  name: text.min(1, words.name_required).max(120, 'Keep the name under 120 characters.'),
  payment_method: z.enum([...gatewayIds, 'bank_transfer', 'cod'], words.unknown_payment_method),
  note: text.max(500, words.note_too_long).default(''),
});

/** For a cart without anything to deliver: no address is asked for or read. */
export const checkoutWithoutDelivery = contact;

/**
 * The checkout form; page and action use the same rules. Keys are column names. The server checks whether the phone
 * number can be called (`phone.ts`), because it has the numbering plans.
 */
export const checkoutSchema = contact
  .extend({
    line1: required('Enter the street and the house number.'),
    line2: optional,
    landmark: optional,
    city: required('Enter the town or city.'),
    region: optional,
    postcode: optional,
    country: text.toUpperCase().regex(/^[A-Z]{2}$/, 'Choose the country.'),
    shipping_rate_id: z.uuid(words.unknown_shipping_rate),
  })
  .superRefine(({ country, region }, context) => {
    const regions = regionsOf(country);
    if (regions && !regions.names.includes(region)) {
      context.addIssue({ code: 'custom', path: ['region'], message: 'Choose a delivery region.' });
    }
  });

export type CheckoutInput = z.input<typeof checkoutSchema>;
export type Checkout = z.output<typeof checkoutSchema>;
export type CheckoutField = keyof CheckoutInput;
