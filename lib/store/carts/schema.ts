import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { exactText } from '@/lib/text';

const variant_id = z.uuid(fieldMessage('reasons.unknown_variant'));
const wrong = fieldMessage('reasons.invalid_quantity');
/** An empty field must not be read as 0, which would remove the line. */
const quantityFrom = (least: number) =>
  exactText(wrong)
    .trim()
    .min(1, wrong)
    .pipe(z.coerce.number<string>(wrong).int(wrong).min(least, wrong).max(999, wrong));

const unavailable = fieldMessage('reasons.combination_unavailable');
/** Has to equal a choice in the database exactly. */
const choice = exactText(unavailable).max(180, unavailable).optional();

/** "Add to cart": a quantity of a variant, given by its id, or by its product and one choice of each option. */
export const addToCartSchema = z
  .object({
    variant_id: variant_id.optional(),
    product_id: variant_id.optional(),
    'option.1': choice,
    'option.2': choice,
    'option.3': choice,
    quantity: quantityFrom(1),
  })
  .refine((input) => input.variant_id ?? input.product_id, {
    error: fieldMessage('reasons.unknown_variant'),
    path: ['variant_id'],
  });

type Options = Pick<z.input<typeof addToCartSchema>, 'option.1' | 'option.2' | 'option.3'>;

/** The choices in a form, in the order of the options. */
export const optionsOf = (form: Options): string[] =>
  [form['option.1'], form['option.2'], form['option.3']].filter((choice) => choice !== undefined);

/** A cart line's new quantity; 0 removes it. Or a variant whose removed line is put back. */
export const cartItemSchema = z.object({
  line_id: z.uuid(fieldMessage('reasons.cart_line_not_found')).optional(),
  variant_id: variant_id.optional(),
  quantity: quantityFrom(0),
});
