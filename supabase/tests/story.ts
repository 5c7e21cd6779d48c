import fc from 'fast-check';
import type { StaffRole } from './fixtures.ts';

type Amount = 'right' | 'less' | 'more' | 'foreign';

/** One thing that somebody does. Numbers choose among what is there at that time, so that a story can be shortened. */
export type Step =
  | { does: 'fill'; shopper: number; variant: number; quantity: number }
  | {
      does: 'checkout';
      shopper: number;
      takes: [number, number];
      method: string;
      again: boolean;
      expects: number | null;
      times: number;
    }
  | { does: 'pay'; order: number; times: number }
  | {
      does: 'money';
      order: number;
      attempt: number;
      transaction: number;
      amount: Amount;
      times: number;
    }
  | { does: 'news'; intent: number; state: string; is_processing: boolean }
  | { does: 'cancel'; order: number; by: 'shopper' | 'stranger' | StaffRole }
  | { does: 'move'; order: number; to_state: string; by: StaffRole }
  | { does: 'count'; variant: number; on_hand: number }
  | { does: 'price'; variant: number; price_minor: number }
  | { does: 'time'; passes: string }
  | { does: 'sweep' };

const order = fc.nat({ max: 5 });
const shopper = fc.nat({ max: 2 });
const variant = fc.nat({ max: 2 });
const times = fc.constantFrom(1, 1, 1, 2);

/** A step of one kind, and how often it comes among all kinds. */
const kind = <Does extends Step['does']>(
  weight: number,
  does: Does,
  rest: {
    [Key in Exclude<keyof (Step & { does: Does }), 'does'>]: fc.Arbitrary<(Step & { does: Does })[Key]>;
  },
) => ({
  weight,
  arbitrary: fc.record({ does: fc.constant(does), ...rest }) as fc.Arbitrary<unknown> as fc.Arbitrary<Step>,
});

const step: fc.Arbitrary<Step> = fc.oneof(
  kind(3, 'fill', { shopper, variant, quantity: fc.integer({ min: 0, max: 4 }) }),
  kind(8, 'checkout', {
    shopper,
    takes: fc.tuple(variant, fc.integer({ min: 1, max: 4 })),
    method: fc.constantFrom('paystack', 'paystack', 'paystack', 'cod', 'bank_transfer'),
    again: fc.constantFrom(false, false, true),
    expects: fc.constantFrom(null, null, null, null, null, null, null, 1),
    times,
  }),
  kind(4, 'pay', { order, times }),
  kind(8, 'money', {
    order,
    attempt: fc.nat({ max: 2 }),
    transaction: fc.constantFrom(0, 0, 0, 1),
    amount: fc.constantFrom<Amount>('right', 'right', 'right', 'right', 'right', 'less', 'more', 'foreign'),
    times,
  }),
  kind(1, 'news', {
    intent: order,
    state: fc.constantFrom('open', 'failed', 'abandoned'),
    is_processing: fc.boolean(),
  }),
  kind(2, 'cancel', {
    order,
    by: fc.constantFrom<StaffRole | 'shopper' | 'stranger'>(
      'shopper',
      'shopper',
      'stranger',
      'verifier',
      'fulfiller',
    ),
  }),
  kind(6, 'move', {
    order,
    to_state: fc.constantFrom(
      'next',
      'next',
      'next',
      'next',
      'shipped',
      'completed',
      'hold',
      'release',
      'archive',
    ),
    by: fc.constantFrom<StaffRole>('fulfiller', 'fulfiller', 'admin', 'auditor'),
  }),
  kind(2, 'count', { variant: fc.nat({ max: 1 }), on_hand: fc.integer({ min: 0, max: 12 }) }),
  kind(1, 'price', { variant, price_minor: fc.integer({ min: 0, max: 900_000 }) }),
  kind(2, 'time', { passes: fc.constantFrom('40 seconds', '31 minutes', '31 minutes', '25 hours') }),
  kind(2, 'sweep', {}),
);

/** A story: moments one after the other, in each of which one thing happens, or some things at once. */
export const story: fc.Arbitrary<Step[][]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(step) },
    { weight: 1, arbitrary: fc.array(step, { minLength: 2, maxLength: 4 }) },
  ),
  { minLength: 12, maxLength: 24, size: 'max' },
);
