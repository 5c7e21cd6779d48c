import { z } from 'zod';
import { type FieldMessage, fieldMessage } from '@/lib/field-messages';
import { gatewayIds } from '@/lib/payments/gateway';
import { email, phone, text } from '@/lib/text';
import { regionsOf } from './regions';

const line = text.max(200, fieldMessage('fields.tooLong'));
const optional = line.default('');
const required = (message: FieldMessage) => line.min(1, message);

const contact = z.object({
  email,
  phone,
  name: text.min(1, fieldMessage('reasons.name_required')).max(120, fieldMessage('fields.nameTooLong')),
  payment_method: z.enum(
    [...gatewayIds, 'bank_transfer', 'cod'],
    fieldMessage('reasons.unknown_payment_method'),
  ),
  note: text.max(500, fieldMessage('fields.noteTooLong')).default(''),
});

/** For a cart without anything to deliver: no address is asked for or read. */
export const checkoutWithoutDelivery = contact;

/**
 * The checkout form; page and action use the same rules. Keys are column names. The server checks whether the phone
 * number can be called (`phone.ts`), because it has the numbering plans.
 */
export const checkoutSchema = contact
  .extend({
    line1: required(fieldMessage('fields.street')),
    line2: optional,
    landmark: optional,
    city: required(fieldMessage('fields.city')),
    region: optional,
    postcode: optional,
    country: text.toUpperCase().regex(/^[A-Z]{2}$/, fieldMessage('fields.country')),
    shipping_rate_id: z.uuid(fieldMessage('reasons.unknown_shipping_rate')),
  })
  .superRefine(({ country, region }, context) => {
    const regions = regionsOf(country);
    if (regions && !regions.names.includes(region)) {
      context.addIssue({ code: 'custom', path: ['region'], message: fieldMessage('fields.region') });
    }
  });

export type CheckoutInput = z.input<typeof checkoutSchema>;
export type Checkout = z.output<typeof checkoutSchema>;
export type CheckoutField = keyof CheckoutInput;

/** The messages of these schemas, which the page loads to validate in the browser. */
export const checkoutMessages: FieldMessage[] = [
  ...(['fields.invalid', 'fields.tooLong', 'fields.nameTooLong', 'fields.noteTooLong'] as const),
  ...(['fields.street', 'fields.city', 'fields.region', 'fields.country'] as const),
  ...(['reasons.invalid_email', 'reasons.invalid_phone', 'reasons.name_required'] as const),
  ...(['reasons.unknown_payment_method', 'reasons.unknown_shipping_rate'] as const),
];
