import { expect, test } from 'vitest';
import { argumentOf, callsIn, type DatabaseFunction, publicCallersOf, valuesOf } from './functions.ts';

const body = `
  perform private.guard_move(v_order, 'cancel', 'cancelled', v_caller);
  v_after := private.move_order(orders, case when v_order.paid_minor > 0 then 'a, b)' else lower('C') end, to_state => 'done');
  raise 'it is not public.cancel_order(x), here';`;

const functionOf = (name: string, parameters: string[], source = ''): DatabaseFunction => ({
  ...{ name, parameters, callers: [], body: source, calls: callsIn(source) },
});

test('finds calls with nested arguments and with commas in strings, and ignores calls inside strings', () => {
  expect(callsIn(body)).toEqual([
    { name: 'private.guard_move', args: ['v_order', `'cancel'`, `'cancelled'`, 'v_caller'] },
    {
      name: 'private.move_order',
      args: [
        'orders',
        `case when v_order.paid_minor > 0 then 'a, b)' else lower('C') end`,
        `to_state => 'done'`,
      ],
    },
  ]);
});

test('finds an argument by position or by name', () => {
  const move = functionOf('private.move_order', ['orders', 'command', 'to_state', 'note']);
  const [, call] = callsIn(body);
  const argument = (parameter: string) => call && argumentOf(call, move, parameter);
  expect(argument('orders')).toBe('orders');
  expect(argument('to_state')).toBe(`'done'`);
  expect(argument('note')).toBeUndefined();
});

test('finds the values of a variable in its assignments and in the functions called there', () => {
  const source = `declare v_command public.order_command := private.command_for_target(to_state);
    begin v_other := case when x then 'cancel' else 'hold' end; perform private.note('ship');`;
  const caller = functionOf('public.move', ['to_state'], source);
  const simple = functionOf('private.command_for_target', ['to_state'], `select array['accept', 'revive']`);
  const functions = new Map([caller, simple].map((one) => [one.name, one]));
  expect(valuesOf('v_command', caller, functions)).toEqual(['accept', 'revive']);
  expect(valuesOf('v_other', caller, functions)).toEqual(['cancel', 'hold']);
  expect(valuesOf(`'deliver'`, caller, functions)).toEqual(['deliver']);
});

test('finds the nearest public functions that reach a private one, and not the callers of those', () => {
  const all = [
    functionOf('private.cancel_order_internal', []),
    functionOf('private.end_all', [], 'perform private.cancel_order_internal(a);'),
    functionOf('public.cancel_order', [], 'return private.cancel_order_internal(b);'),
    functionOf('public.cancel_expired', [], 'perform private.end_all(c);'),
    functionOf('public.cancel_items', [], 'return public.cancel_order(d);'),
  ];
  const functions = new Map(all.map((one) => [one.name, one]));
  expect(publicCallersOf('private.cancel_order_internal', functions)).toEqual([
    'public.cancel_expired',
    'public.cancel_order',
  ]);
});
