import type { TransactionSql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { call, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openDoctor } from './doctor.ts';
import { keyOf, paidOrder, rowsOf } from './fixtures.ts';

const { sql } = await testDatabase();
const { shop, foreign, foundAfter } = await openDoctor(sql);
const { waiting, shipped } = shop;

describe('the doctor finds', () => {
  const at = `where shop_id = '${shop.id}'`;
  const ofWaiting = `where order_id = '${waiting.order_id}'`;
  const ofShipped = `where order_id = '${shipped.order_id}'`;
  const ofPayout = `where order_id = '${shop.payout.order_id}'`;
  const mismatch = `(select order_id from money_exceptions ${at} and kind = 'amount_mismatch')`;

  const faults: [string, string, Record<string, unknown>][] = [
    [
      'a paid amount without a payment',
      `update orders set paid_minor = paid_minor + 1 where id = '${shipped.order_id}'`,
      { paid_equals_payments: `${shipped.number}: 1050001 paid, 1050000 in payments` },
    ],
    [
      'a shop whose amounts were stored while its currency had other decimals',
      `update private.currencies set digits = 0 where code = 'NGN'`,
      {
        amounts_keep_their_unit: expect.stringMatching(
          new RegExp(`(^|; )${shop.slug}: stored with 2 decimals, NGN has 0(;|$)`),
        ),
      },
    ],
    [
      'a shop whose currency was changed',
      `update shops set currency = 'UGX' where id = '${shop.id}'`,
      { amounts_keep_their_unit: `${shop.slug}: stored with 2 decimals, UGX has 0` },
    ],
    [
      'cash without a courier',
      `delete from cash_collections ${at}`,
      { cash_is_with_somebody: expect.stringMatching(/has no courier/) },
    ],
    [
      'a handover of less than was collected',
      `update cash_handovers set expected_minor = 1, note = 'x' ${at}`,
      { cash_is_with_somebody: expect.stringMatching(/^GIG on .*: 1 expected, 600000 collected/) },
    ],
    [
      'cash that was not recorded',
      `update orders set state = 'delivered', delivered_at = now() - interval '8 days', payment_method = 'cod', paid_minor = 0,
        refunded_minor = 0 where id = '${shop.cash.order_id}'`,
      {
        cash_is_collected: expect.stringContaining(shop.cash.number),
        every_move_is_logged: expect.any(String),
      },
    ],
    [
      'a courier who has kept cash for too long',
      `update cash_collections set handover_id = null ${at};
        update payments set created_at = now() - interval '8 days' ${at} and gateway = 'cash'`,
      {
        cash_is_handed_over: expect.stringMatching(/^GIG has 600000 since/),
        cash_is_with_somebody: expect.stringMatching(/600000 expected, 0 collected/),
      },
    ],
    [
      'a credit that paid another order',
      `update statement_lines set order_id = '${shipped.order_id}', settled_at = now(),
        payment_id = (select id from payments ${at} and gateway = 'cash') ${at} and description = 'From Ada'`,
      { credits_equal_payments: expect.stringMatching(/has no payment of its order/) },
    ],
    [
      'a refunded amount without a refund',
      `update orders set refunded_minor = refunded_minor + 1 where id = '${shipped.order_id}'`,
      { refunded_equals_refunds: `${shipped.number}: 450001 refunded, 450000 in refunds` },
    ],
    [
      'a refund that was rewritten',
      `update refunds set amount_minor = 2000000 ${ofShipped}`,
      {
        refunded_equals_refunds: `${shipped.number}: 450000 going back, 2000000 in refunds; ${shipped.number}: 450000 refunded, 2000000 in refunds`,
        never_refunded_more_than_paid: expect.stringMatching(/: 2000000 of 1050000, noted 450000$/),
      },
    ],
    [
      'a refund that is not counted at its payment',
      `update payments set refunding_minor = 0 ${ofShipped}`,
      { never_refunded_more_than_paid: expect.stringMatching(/: 450000 of 1050000, noted 0$/) },
    ],
    [
      'a refund that is not counted at its order',
      `update orders set refunding_minor = 0 where id = '${shipped.order_id}'`,
      { refunded_equals_refunds: `${shipped.number}: 0 going back, 450000 in refunds` },
    ],
    [
      'a deleted exception',
      `delete from money_exceptions ${at} and kind = 'amount_mismatch'`,
      {
        no_money_without_an_answer: expect.stringMatching(
          / is pending_payment and holds money without an open payment issue$/,
        ),
        every_success_is_accounted_for: expect.stringMatching(/ had no effect on /),
      },
    ],
    [
      'a deleted payment',
      `delete from payments ${ofShipped}`,
      {
        paid_equals_payments: `${shipped.number}: 1050000 paid, 0 in payments`,
        every_success_is_accounted_for: expect.stringMatching(/ succeeded without a payment$/),
      },
    ],
    [
      'a total that differs from its lines',
      `update orders set subtotal_minor = subtotal_minor + 1 where id = '${waiting.order_id}'`,
      { totals_equal_lines: `${waiting.number}: 600001` },
    ],
    [
      'an exception past its deadline',
      `update money_exceptions set deadline = now() - interval '1 second' where order_id = ${mismatch}`,
      { exceptions_are_decided_in_time: expect.stringMatching(/: amount_mismatch, due /) },
    ],
    [
      'a refund that is not sent',
      `update refunds set state = 'approved', next_attempt_at = now() - interval '2 hours' ${ofShipped};
        update orders set dispute_open = false where id = '${shipped.order_id}'`,
      {
        refunds_move: expect.stringMatching(`^${shipped.number}: approved since `),
        refunded_equals_refunds: expect.any(String),
      },
    ],
    [
      'bank details that were not deleted',
      `update refunds set state = 'declined', settled_at = now() - interval '32 days' ${ofPayout};
        update payments set refunding_minor = 0 ${ofPayout};
        update orders set refunding_minor = 0 where id = '${shop.payout.order_id}'`,
      { payout_details_are_deleted: expect.stringMatching(`^${shop.payout.number}: settled `) },
    ],
    [
      'bank details without a refund',
      `delete from refunds ${ofPayout}; update payments set refunding_minor = 0 ${ofPayout};
        update orders set refunding_minor = 0 where id = '${shop.payout.order_id}'`,
      { payout_details_are_deleted: `${shop.payout.number} has bank details and no refund` },
    ],
    [
      'test money after live money',
      `update payment_intents set mode = 'live', created_at = now() - interval '1 hour' ${ofShipped};
        update payment_intents set mode = 'test' ${ofWaiting}`,
      { money_is_of_one_mode: 'test payments were started after the first live one' },
    ],
  ];

  test.each(faults)('%s', async (_, text, expected) => {
    expect(await foundAfter((tx) => tx.unsafe(text))).toEqual(expected);
  });

  test('no fault in an exception that waits for a refund by the gateway', async () => {
    const cancelled = await paidOrder(sql, foreign, [[foreign.variants.voucher, 1]]);
    await call(sql, visitor, 'cancel_order', { ...keyOf(cancelled), reason: null });
    const overdueWith = (state: string) => (tx: TransactionSql) =>
      tx.unsafe(`update money_exceptions set deadline = now() - interval '3 days' where order_id = '${cancelled.order_id}';
        update refunds set state = '${state}' where order_id = '${cancelled.order_id}'`);
    expect(await foundAfter(overdueWith('processing'))).toEqual({});
    expect(await foundAfter(overdueWith('failed'))).toMatchObject({
      exceptions_are_decided_in_time: expect.stringMatching(/: refund_due, due /),
    });
    await call(sql, server, 'settle_refund', {
      refund_id: (await rowsOf(sql, 'refunds', cancelled.order_id))[0]?.id,
      state: 'succeeded',
    });
  });

  test('and names five of many faults, and how many more', async () => {
    for (let order = 0; order < 6; order++) await paidOrder(sql, foreign, [[foreign.variants.voucher, 1]]);
    const found = await foundAfter((tx) =>
      tx.unsafe(`update orders set paid_minor = paid_minor + 1 where shop_id = '${foreign.id}'`),
    );
    expect(found.paid_equals_payments).toMatch(/^([^;]+; ){5}and 3 more$/);
  });
});
