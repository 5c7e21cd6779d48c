import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceStatus, findVariant, nextVariant, offeredOptions } from './options';
import { isAvailable, type Stock } from './product';

const variant = (...options: string[]) => ({ id: options.join(' / '), options });

// there is no L in red, and the M in blue is sold out
const shirts = [
  variant('S', 'Red'),
  variant('S', 'Blue'),
  variant('M', 'Red'),
  variant('M', 'Blue'),
  variant('L', 'Blue'),
];
const shelf: Stock = { 'S / Red': 3, 'S / Blue': null, 'M / Red': 1, 'M / Blue': 0, 'L / Blue': 2 };

test('a choice shows whether it is available with the others', () => {
  const statusOf = (chosen: string[], index: number, choice: string) =>
    choiceStatus(shirts, shelf, chosen, index, choice);
  expect(statusOf(['L', 'Blue'], 1, 'Red')).toBe('missing');
  expect(statusOf(['L', 'Blue'], 0, 'M')).toBe('sold_out');
  expect(statusOf(['L', 'Blue'], 0, 'S')).toBe('available');
});

test('pressing a choice keeps the other choices if possible', () => {
  const pressed = (chosen: string[], index: number, choice: string) =>
    nextVariant(shirts, shelf, chosen, index, choice)?.id;
  expect(pressed(['S', 'Red'], 1, 'Blue')).toBe('S / Blue');
  expect(pressed(['S', 'Blue'], 0, 'M'), 'sold out is not missing').toBe('M / Blue');
  expect(pressed(['L', 'Blue'], 1, 'Red'), 'the first in stock').toBe('S / Red');
  expect(nextVariant(shirts, { ...shelf, 'S / Red': 0 }, ['L', 'Blue'], 1, 'Red')?.id).toBe('M / Red');
  expect(nextVariant(shirts, {}, ['L', 'Blue'], 1, 'Red')?.id, 'all are sold out').toBe('S / Red');
});

test('earlier options keep their choices in preference to later ones', () => {
  const variants = [variant('S', 'Blue', 'Silk'), variant('M', 'Red', 'Silk'), variant('S', 'Red', 'Linen')];
  const stock = { 'M / Red / Silk': 5 };
  expect(nextVariant(variants, stock, ['S', 'Blue', 'Silk'], 1, 'Red')?.id).toBe('S / Red / Linen');
});

test('a choice that no variant on sale has is not offered, and the others keep their order', () => {
  const options = [
    { position: 1, name: 'Size', choices: ['XS', 'L', 'S', 'M'] },
    { position: 2, name: 'Colour', choices: ['Blue', 'Green', 'Red'] },
  ];
  expect(offeredOptions(options, shirts).map(({ choices }) => choices)).toEqual([
    ['L', 'S', 'M'],
    ['Blue', 'Red'],
  ]);
});

test('finds the only variant of a product without options', () => {
  expect(findVariant([variant()], [])).toEqual(variant());
});

const choices = ['a', 'b', 'c'];
const products = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => {
    const combination = fc.array(fc.constantFrom(...choices), { minLength: count, maxLength: count });
    const key = (options: string[]) => options.join();
    return fc.record({
      combinations: fc.uniqueArray(combination, { minLength: 1, maxLength: 27, selector: key }),
      shelf: fc.array(fc.constantFrom(0, 1, null), { minLength: 27, maxLength: 27 }),
      // may be a combination without a variant, as on an outdated page
      chosen: combination,
      index: fc.nat({ max: count - 1 }),
      choice: fc.constantFrom(...choices),
    });
  })
  .map(({ combinations, shelf, ...pressed }) => {
    const variants = combinations.map((options) => variant(...options));
    const stock: Stock = Object.fromEntries(variants.map(({ id }, at) => [id, shelf[at] ?? null]));
    return { variants, stock, ...pressed };
  });

test('a choice of any variant can always be pressed, and is then chosen', () => {
  fc.assert(
    fc.property(products, ({ variants, stock, chosen, index, choice }) => {
      const next = nextVariant(variants, stock, chosen, index, choice);
      const isOffered = variants.some(({ options }) => options[index] === choice);
      expect(next?.options[index]).toBe(isOffered ? choice : undefined);
    }),
  );
});

test('other options change only if they have to, and never because of stock', () => {
  fc.assert(
    fc.property(products, ({ variants, stock, chosen, index, choice }) => {
      const next = nextVariant(variants, stock, chosen, index, choice);
      const status = choiceStatus(variants, stock, chosen, index, choice);
      const kept = chosen.map((current, at) => (at === index ? choice : current));
      if (status === 'missing') expect(next?.options).not.toEqual(kept);
      else {
        expect(next?.options).toEqual(kept);
        expect(isAvailable(stock, next?.id ?? '')).toBe(status === 'available');
      }
    }),
  );
});

test('from any selection, every variant is reached by pressing its choices in order', () => {
  fc.assert(
    fc.property(products, ({ variants, stock, chosen }) => {
      for (const { options } of variants) {
        const reached = options.reduce(
          (now, choice, index) => nextVariant(variants, stock, now, index, choice)?.options ?? now,
          chosen,
        );
        expect(reached).toEqual(options);
      }
    }),
  );
});
