import { z } from 'zod';
import { words } from '@/lib/refusals';
import { exactText } from '@/lib/text';

const variant_id = z.uuid(words.unknown_variant);
const wrong = words.invalid_quantity;
/** An empty field is no number: it must not be taken for 0, which empties a line. */
const quantityFrom = (least: number) =>
  exactText(wrong)
    .trim()
    .min(1, wrong)
    .pipe(z.coerce.number<string>(wrong).int(wrong).min(least, wrong).max(999, wrong));

/** "Add to cart": that many more of a variant. */
export const addToCartSchema = z.object({ variant_id, quantity: quantityFrom(1) });

/** A line of the cart as it should be; 0 takes it out. */
export const cartItemSchema = z.object({ variant_id, quantity: quantityFrom(0) });
