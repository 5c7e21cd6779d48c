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

/** "Add to cart": the quantity to add. */
export const addToCartSchema = z.object({ variant_id, quantity: quantityFrom(1) });

/** A cart line's new quantity; 0 removes it. */
export const cartItemSchema = z.object({ variant_id, quantity: quantityFrom(0) });
