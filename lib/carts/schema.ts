import { z } from 'zod';
import { words } from '@/lib/refusals';

const variant_id = z.uuid(words.unknown_variant);
const pieces = z.coerce
  .number(words.invalid_quantity)
  .int(words.invalid_quantity)
  .max(999, words.invalid_quantity);

/** "Add to cart": that many more of a variant. */
export const addToCartSchema = z.object({ variant_id, quantity: pieces.min(1, words.invalid_quantity) });

/** A line of the cart as it should be; 0 takes it out. */
export const cartItemSchema = z.object({ variant_id, quantity: pieces.min(0, words.invalid_quantity) });
