import { list, server } from '../caller.ts';
import { staleCollections } from '../catalogue-invariants.ts';
import { letPass, unguarded } from '../clock.ts';
import { brokenChains } from '../invariants.ts';
import { cron } from './cron.ts';
import { moveRefund, refundsOf, sumOf, transactionsOf } from './gateway.ts';
import { deliver } from './gateway-acts.ts';
import { runBatches } from './importing.ts';
import { readLatest, sendRefunds } from './refund-worker.ts';
import { checkInvariants } from './story.ts';
import { poll, processWebhookEvents } from './worker.ts';
import type { World } from './world.ts';

/** Delivers all notices of the gateway and runs our workers until nothing is due. */
export async function drain(world: World): Promise<void> {
  world.isAlone = false;
  world.steps.push(
    '… at the end the gateway delivers every notice, and all workers run until nothing is due',
  );
  for (let round = 0; round < 3; round++) {
    for (const refund of refundsOf(world.gateway))
      if (refund.state === 'processing') moveRefund(world.gateway, refund, 'succeeded');
    for (const notice of world.gateway.notices) if (!notice.was_delivered) await deliver(world, notice);
    await processWebhookEvents(world, 500, 'well');
    await poll(world, 500, 'well');
    await sendRefunds(world, 500, 'well');
    await readLatest(world);
    await cron(world, -1);
    for (const job of world.imports) await runBatches(world, job, { workers: 2, lines: 200, batches: 99 });
    while ((await list(world.sql, server, 'claim_catalogue_changes', { max_rows: 100 })).length > 0);
    if (round < 2) await letPass(world.sql, world.shop.id, '7 hours');
  }
  await checkInvariants(world);
}

interface OurRefund {
  id: string;
  transaction_id: string;
  gateway_refund_id: string | null;
  amount_minor: number;
  state: string;
  paid_out_reference: string | null;
  dispute_open: boolean;
}

/**
 * Lists what is wrong at the end of a story: differences between the gateway's books and the shop's, to the last minor unit, work that is
 * still due, stale collections and rewritten logs. A number is that of the invariant in section 8 of docs/model.md.
 */
export async function differences(world: World): Promise<string[]> {
  const { sql, shop, gateway } = world;
  const found: string[] = [];
  const payments = await sql<{ transaction_id: string; amount_minor: number; currency: string }[]>`
    select transaction_id, amount_minor::int, currency from payments where shop_id = ${shop.id} and gateway = 'paystack'`;
  const refunds = await sql<OurRefund[]>`
    select refunds.id, transaction_id, gateway_refund_id, refunds.amount_minor::int, refunds.state, paid_out_reference, dispute_open
    from refunds join payments on payments.id = refunds.payment_id join orders on orders.id = refunds.order_id
    where refunds.shop_id = ${shop.id} and refunds.gateway = 'paystack'`;
  const disputes = await sql<{ gateway_dispute_id: string; state: string }[]>`
    select gateway_dispute_id, state from disputes where shop_id = ${shop.id} and gateway is not null`;
  const mismatches = await sql<{ transaction_id: string }[]>`
    select transaction_id from money_exceptions as exceptions join payments on payments.id = exceptions.payment_id
    where exceptions.shop_id = ${shop.id} and exceptions.kind = 'refund_mismatch'`;
  const hasException = (id: string) => mismatches.some(({ transaction_id }) => transaction_id === id);

  for (const transaction of transactionsOf(gateway)) {
    const recordedPayments = payments.filter(({ transaction_id }) => transaction_id === transaction.id);
    const [first] = recordedPayments;
    if (
      recordedPayments.length !== 1 ||
      first?.amount_minor !== transaction.amount_minor ||
      first.currency !== transaction.currency
    )
      found.push(
        `3 ${transaction.id} brought ${transaction.amount_minor}, we have ${JSON.stringify(recordedPayments)}`,
      );

    const atGateway = transaction.refunds.filter(({ state }) => state === 'succeeded');
    const recorded = refunds.filter(
      (refund) =>
        refund.transaction_id === transaction.id &&
        refund.state === 'succeeded' &&
        !refund.paid_out_reference,
    );
    if (sumOf(atGateway) !== sumOf(recorded) && !hasException(transaction.id))
      found.push(
        `5 the gateway refunded ${sumOf(atGateway)} of ${transaction.id}, we recorded ${sumOf(recorded)}`,
      );
    for (const { id, state } of transaction.disputes) {
      const known = disputes.find((dispute) => dispute.gateway_dispute_id === id);
      if (known?.state !== state)
        found.push(`8 dispute ${id} is ${state}, we recorded ${known?.state ?? 'nothing'}`);
    }
    const refundIds = transaction.refunds
      .filter(({ state }) => state !== 'failed')
      .map((refund) => refund.our_refund_id ?? refund.id);
    if (new Set(refundIds).size < refundIds.length)
      found.push(`10 one refund of ${transaction.id} was made twice at the gateway`);
  }
  if (payments.length > transactionsOf(gateway).length)
    found.push('3 we recorded payments that the gateway never had');
  for (const refund of refunds) {
    if (['approved', 'submitted'].includes(refund.state) && !refund.dispute_open)
      found.push(`8 refund ${refund.id} is still ${refund.state} although all workers have run`);
  }
  const inbox = await sql<{ count: number }[]>`
    select count(*)::int from webhook_events where shop_id = ${shop.id} and processed_at is null`;
  if (inbox[0]?.count !== 0) found.push(`8 ${inbox[0]?.count} webhooks were never processed`);
  const stale = await sql.unsafe<{ collection: string; product: string }[]>(staleCollections, [shop.id]);
  for (const { collection, product } of stale)
    found.push(`the collection ${collection} does not follow its rule for ${product}`);
  const chains = await brokenChains(sql, shop.id);
  return [...found, ...chains.map((chain) => `6 the log of ${chain} was rewritten`), ...world.violations];
}

/** Sets the due times of a shop to never, so that the workers of later stories leave it alone. */
export async function deactivateShop({ sql, shop }: World): Promise<void> {
  await unguarded(sql, async (tx) => {
    await tx`update orders set expires_at = 'infinity' where shop_id = ${shop.id} and expires_at is not null`;
    await tx`update orders set delivered_at = 'infinity' where shop_id = ${shop.id} and state = 'delivered'`;
    await tx`update payment_intents set next_check_at = null where shop_id = ${shop.id}`;
    await tx`update refunds set next_attempt_at = 'infinity' where shop_id = ${shop.id}`;
    await tx`update webhook_events set next_attempt_at = 'infinity' where shop_id = ${shop.id}`;
    await tx`update notification_queue set next_attempt_at = 'infinity' where shop_id = ${shop.id}`;
    await tx`update import_jobs set state = 'failed' where shop_id = ${shop.id} and state in ('checking', 'running', 'undoing')`;
    await tx`update money_exceptions set deadline = 'infinity' where shop_id = ${shop.id}`;
  });
}
