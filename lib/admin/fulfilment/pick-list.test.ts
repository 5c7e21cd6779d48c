import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickListOf } from './pick-list';
import type { QueuedLine } from './queue';

const id = (letter: string) => `00000000-0000-4000-8000-00000000000${letter}`;

const line = (letter: string, quantity: number, facts: Partial<QueuedLine> = {}): QueuedLine => ({
  order_item_id: id(letter),
  variant_id: id(letter),
  sku: `SKU-${letter}`,
  name: `Jar ${letter}`,
  option_value: null,
  answers: [],
  image_src: null,
  quantity,
  shipped_quantity: 0,
  returned_quantity: 0,
  ...facts,
});

test('lists each variant once, with the units for each order', () => {
  const picks = pickListOf([
    { number: '7K3M-Q2XD', items: [line('b', 2), line('a', 1)] },
    { number: '1111-2222', items: [line('b', 3)] },
  ]);
  expect(picks.map(({ name, units }) => [name, units])).toEqual([
    ['Jar a', 1],
    ['Jar b', 5],
  ]);
  expect(picks[1]?.orders).toEqual([
    { number: '7K3M-Q2XD', units: 2 },
    { number: '1111-2222', units: 3 },
  ]);
});

test('lists two sizes of one product separately, next to each other', () => {
  const picks = pickListOf([
    {
      number: '7K3M-Q2XD',
      items: [
        line('a', 1, { name: 'Serum', option_value: '100 ml' }),
        line('b', 1, { name: 'Balm' }),
        line('c', 1, { name: 'Serum', option_value: '30 ml' }),
      ],
    },
  ]);
  expect(picks.map(({ name }) => name)).toEqual(['Balm', 'Serum · 30 ml', 'Serum · 100 ml']);
});

test('lists a variant once for each set of answers', () => {
  const answers = (value: string) => ({ answers: [{ field_id: id('f'), label: 'Engraving', value }] });
  const picks = pickListOf([
    { number: '7K3M-Q2XD', items: [line('a', 1, answers('Ada')), line('a', 2, answers('Bola'))] },
    { number: '1111-2222', items: [line('a', 3, answers('Ada'))] },
  ]);
  expect(picks.map(({ answers: [answer], units }) => [answer?.value, units])).toEqual([
    ['Ada', 4],
    ['Bola', 2],
  ]);
  expect(new Set(picks.map(({ key }) => key)).size).toBe(2);
});

test('leaves out units that were already shipped', () => {
  expect(pickListOf([{ number: '7K3M-Q2XD', items: [line('a', 0, { shipped_quantity: 2 })] }])).toEqual([]);
});

test('lists every unit exactly once, for any number of orders', () => {
  const lines = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(9)), {
    selector: ([letter]) => letter,
  });
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 12 }), (orders) => {
      const picks = pickListOf(
        orders.map((items, index) => ({
          number: String(index),
          items: items.map(([letter, quantity]) => line(letter, quantity)),
        })),
      );
      const wanted = orders.flat().reduce((sum, [, quantity]) => sum + quantity, 0);
      expect(picks.reduce((sum, { units }) => sum + units, 0)).toBe(wanted);
      expect(new Set(picks.map(({ variant_id }) => variant_id)).size).toBe(picks.length);
      for (const { units, orders: parts } of picks) {
        expect(parts.reduce((sum, part) => sum + part.units, 0)).toBe(units);
      }
    }),
  );
});
