import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposeSkus } from './sku';

const item = (key: string, names: string[] = [], sku = '') => ({ key, names, sku });

test('a SKU is proposed from the name and the choices', () => {
  expect(proposeSkus('Linen shirt', [item('a', ['S', 'White']), item('b', ['L', 'Off-white'])])).toEqual({
    a: 'LINEN-SHIRT-S-WHITE',
    b: 'LINEN-SHIRT-L-OFF-WHITE',
  });
  expect(proposeSkus('Ọ̀ṣun oil & soap, a very long name indeed', [item('a')])).toEqual({
    a: 'OSUN-OIL-SOAP-A-VERY',
  });
  expect(proposeSkus('腰果', [item('a', ['小'])])).toEqual({ a: 'ITEM-1' });
});

test('a SKU that is in use is not proposed', () => {
  const items = [item('a', [], 'shea'), item('b'), item('c')];
  expect(proposeSkus('Shea', items, ['SHEA-2'])).toEqual({ b: 'SHEA-3', c: 'SHEA-4' });
});

test('proposed SKUs are unique for any names of choices', () => {
  const names = fc.array(fc.string({ maxLength: 30 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), fc.array(names, { maxLength: 20 }), (name, all) => {
      const proposed = Object.values(
        proposeSkus(
          name,
          all.map((each, index) => item(`k${index}`, each)),
        ),
      );
      expect(new Set(proposed).size).toBe(all.length);
      for (const sku of proposed) expect(sku).toMatch(/^[A-Z0-9-]{1,60}$/);
    }),
  );
});
