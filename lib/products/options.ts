import { isAvailable, type Stock } from './product';

/** What the variants of a product differ in: each of them has one of the choices. `position`: 1 to 3. */
export type Option = { position: number; name: string; choices: string[] };

/** `options`: one choice of each option of the product, in their order. */
type Variant = { id: string; options: readonly string[] };

/** Without the choices that no variant on sale has: with such a choice nothing could be bought. */
export const offeredOptions = (options: readonly Option[], variants: readonly Variant[]): Option[] =>
  options.map((option, index) => ({
    ...option,
    choices: option.choices.filter((choice) => variants.some(({ options }) => options[index] === choice)),
  }));

/** The variant that has exactly these choices. */
export const findVariant = <Of extends Variant>(variants: readonly Of[], chosen: readonly string[]) =>
  variants.find(({ options }) => options.every((choice, index) => choice === chosen[index]));

/** What becomes of the choices when one is pressed: the other options keep theirs. */
const withChoice = (chosen: readonly string[], index: number, choice: string) =>
  chosen.map((current, at) => (at === index ? choice : current));

/** Whether a choice can be had together with those of the other options. */
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
 * The variant that is chosen once a choice is pressed: the other options keep their choices where there is such a variant, sold out or
 * not. Otherwise the earlier options keep theirs before the later ones do; of several such variants it is one that is in stock, then
 * the first.
 */
export function nextVariant<Of extends Variant>(
  variants: readonly Of[],
  stock: Stock,
  chosen: readonly string[],
  index: number,
  choice: string,
): Of | undefined {
  const wanted = withChoice(chosen, index, choice);
  // of one binary digit per option, the first counting most, and one for the stock
  const rank = ({ id, options }: Of) =>
    wanted.reduce((sum, choice, at) => 2 * sum + Number(options[at] === choice), 0) * 2 +
    Number(isAvailable(stock, id));
  return variants
    .filter(({ options }) => options[index] === choice)
    .sort((one, other) => rank(other) - rank(one))[0];
}
