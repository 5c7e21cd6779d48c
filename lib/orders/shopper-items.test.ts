import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import type { Order } from './order';
import { isSplit, itemFacts, parcelItems } from './shopper-items';

const t = translatorFor('en', 'store.orders');

const line = (
  order_item_id: string,
  counts: Partial<Order['items'][number]> = {},
): Order['items'][number] => ({
  ...{ order_item_id, variant_id: order_item_id, position: 1, sku: order_item_id, image_src: null },
  ...{ name: order_item_id, option_value: null, answers: [], unit_price_minor: 100, line_total_minor: 300 },
  ...{ quantity: 3, shipped_quantity: 0, cancelled_quantity: 0, returned_quantity: 0, refunded_quantity: 0 },
  ...{ tax_class: 'standard' as const, backordered_quantity: 0, backorder_on: null },
  ...{ left_quantity: 3, out_quantity: 0, refundable_quantity: 3 },
  ...counts,
});
const parcel = (quantities: Record<string, number>): Order['shipments'][number] => ({
  ...{ shipment_id: 'p', carrier: 'GIG', tracking_number: '1', tracking_url: null },
  ...{ shipped_at: '2026-11-25T10:00:00Z', delivered_at: null },
  items: Object.entries(quantities).map(([order_item_id, quantity]) => ({ order_item_id, quantity })),
});
const order = (items: Order['items'], ...shipments: Order['shipments']) => ({
  state: 'processing' as const,
  items,
  shipments,
});

test('lists the items of a partial shipment, and what is not sent yet', () => {
  const [soap, balm] = [line('Soap', { shipped_quantity: 2 }), line('Balm', { option_value: '30 ml' })];
  const sent = order([soap, balm], parcel({ Soap: 2 }));
  expect(isSplit(sent)).toBe(true);
  expect(parcelItems(parcel({ Soap: 2, Balm: 1 }), sent)).toEqual(['2 × Soap', '1 × Balm, 30 ml']);
  expect(itemFacts(t, soap, sent, 'en-NG')).toEqual(['2 sent', '1 not sent yet']);
  expect(itemFacts(t, balm, sent, 'en-NG')).toEqual(['Not sent yet']);
});

test('shows no details for a single complete parcel', () => {
  const soap = line('Soap', { shipped_quantity: 2, cancelled_quantity: 1 });
  const sent = order([soap], parcel({ Soap: 2 }));
  expect(isSplit(sent)).toBe(false);
  expect(itemFacts(t, soap, sent, 'en-NG')).toEqual([]);
});

test('shows returned units at their line', () => {
  const soap = line('Soap', { shipped_quantity: 3, returned_quantity: 1 });
  expect(itemFacts(t, soap, order([soap], parcel({ Soap: 3 })), 'en-NG')).toEqual(['1 returned']);
});

test('shows what is not in stock yet, with the day on which it is expected', () => {
  const soap = line('Soap', { backordered_quantity: 2 });
  expect(itemFacts(t, soap, order([soap]), 'en-NG')).toEqual(['2 not in stock yet']);
  const dated = { ...soap, backorder_on: '2199-03-01' };
  expect(itemFacts(t, dated, order([dated]), 'en-NG')).toEqual([
    '2 not in stock yet, expected on 1 Mar 2199',
  ]);
});
