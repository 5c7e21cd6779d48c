import { expect, test } from 'vitest';
import { argumentOf, callsIn, type DatabaseFunction, doorsTo, valuesOf } from './functions.ts';

const body = `
  perform private.guard_move(v_order, 'cancel', 'cancelled', v_caller);
  v_after := private.move_order(orders, case when v_order.paid_minor > 0 then 'a, b)' else lower('C') end, to_state => 'done');
  raise 'it is not public.cancel_order(x), here';`;

const functionOf = (name: string, parameters: string[], source = ''): DatabaseFunction => ({
  ...{ name, parameters, callers: [], body: source, calls: callsIn(source) },
});

test('calls are found with their arguments, whatever is nested or said in them, and none is in a text', () => {
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

test('an argument is found by its place or by its name', () => {
  const move = functionOf('private.move_order', ['orders', 'command', 'to_state', 'note']);
  const [, call] = callsIn(body);
  const asked = (parameter: string) => call && argumentOf(call, move, parameter);
  expect(asked('orders')).toBe('orders');
  expect(asked('to_state')).toBe(`'done'`);
  expect(asked('note')).toBeUndefined();
});

test('a variable is what was assigned to it, or what the function says that was asked for it', () => {
  const source = `declare v_command public.order_command := private.command_for_target(to_state);
    begin v_other := case when x then 'cancel' else 'hold' end; perform private.note('ship');`;
  const asking = functionOf('public.move', ['to_state'], source);
  const simple = functionOf('private.command_for_target', ['to_state'], `select array['accept', 'revive']`);
  const functions = new Map([asking, simple].map((one) => [one.name, one]));
  expect(valuesOf('v_command', asking, functions)).toEqual(['accept', 'revive']);
  expect(valuesOf('v_other', asking, functions)).toEqual(['cancel', 'hold']);
  expect(valuesOf(`'deliver'`, asking, functions)).toEqual(['deliver']);
});

test('one gets to a private function by the public ones that lead to it, and not by those that call these', () => {
  const all = [
    functionOf('private.cancel_order_internal', []),
    functionOf('private.end_all', [], 'perform private.cancel_order_internal(a);'),
    functionOf('public.cancel_order', [], 'return private.cancel_order_internal(b);'),
    functionOf('public.cancel_expired', [], 'perform private.end_all(c);'),
    functionOf('public.cancel_items', [], 'return public.cancel_order(d);'),
  ];
  const functions = new Map(all.map((one) => [one.name, one]));
  expect(doorsTo('private.cancel_order_internal', functions)).toEqual([
    'public.cancel_expired',
    'public.cancel_order',
  ]);
});
