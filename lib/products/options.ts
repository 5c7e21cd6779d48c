import { isAvailable, type Stock } from './product';

/** What the variants of a product differ in: each of them has one of the choices. `position`: 1 to 3. */
export type Option = { position: number; name: string; choices: string[] };

/** `options`: one choice of each option of the product, in their order. */
type Variant = { id: string; options: readonly string[] };

/** Leaves out choices that no variant for sale has. */
export const offeredOptions = (options: readonly Option[], variants: readonly Variant[]): Option[] =>
  options.map((option, index) => ({
    ...option,
    choices: option.choices.filter((choice) => variants.some(({ options }) => options[index] === choice)),
  }));

/** The variant that has exactly these choices. */
export const findVariant = <Of extends Variant>(variants: readonly Of[], chosen: readonly string[]) =>
  variants.find(({ options }) => options.every((choice, index) => choice === chosen[index]));

/** The choices after one is pressed: the other options keep theirs. */
const withChoice = (chosen: readonly string[], index: number, choice: string) =>
  chosen.map((current, at) => (at === index ? choice : current));

/** Whether a choice is available together with those of the other options. */
export function choiceStatus(
  variants: readonly Variant[],
  stock: Stock,
  chosen: readonly string[],
  index: number,
  choice: string,
): 'available' | 'sold_out' | 'missing' {
  const variant = findVariant(variants, withChoice(chosen, index, choice));
  if (!variant) return 'missing';
  return isAvailable(stock, variant.id) ? 'available' : 'sold_out';
}

/**
 * The variant after a choice is pressed. The other options keep their choices if there is such a variant, sold out or not; otherwise
 * earlier options keep theirs in preference to later ones. Of several such variants, one in stock is preferred, then the first.
 */
export function nextVariant<Of extends Variant>(
  variants: readonly Of[],
  stock: Stock,
  chosen: readonly string[],
  index: number,
  choice: string,
): Of | undefined {
  const wanted = withChoice(chosen, index, choice);
  // one bit per option, the first one highest, and one for the stock
  const rank = ({ id, options }: Of) =>
    wanted.reduce((sum, choice, at) => 2 * sum + Number(options[at] === choice), 0) * 2 +
    Number(isAvailable(stock, id));
  return variants
    .filter(({ options }) => options[index] === choice)
    .sort((one, other) => rank(other) - rank(one))[0];
}
