import { nameWithAnswers } from '@/lib/products/fields';
import type { CartLine } from './cart';

/* Separate from cart.ts, so that the browser does not load zod for these functions. */

type Item = Pick<CartLine, 'variant_id' | 'answers'>;

/** Whether two lines are the same variant with the same answers. */
export const isSameItem = (one: Item, other: Item | null) =>
  one.variant_id === other?.variant_id && JSON.stringify(one.answers) === JSON.stringify(other.answers);

/** `Ring, Gold, Engraving: Ada` */
export const lineName = ({
  name,
  option_value,
  answers,
}: Pick<CartLine, 'name' | 'option_value' | 'answers'>) =>
  nameWithAnswers(option_value ? `${name}, ${option_value}` : name, answers);
