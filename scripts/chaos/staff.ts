import { randomUUID } from 'node:crypto';
import { inParallel, request, rpc, Tally, type World } from './http.ts';

/**
 * Refunds a third of the paid orders: by finance staff, in full or in part, with each request sent twice; by cancelling
 * the order; or on the gateway's dashboard. The webhook about a refund on the dashboard may get lost.
 */
export async function refundSome(world: World): Promise<Tally> {
  const tally = new Tally();
  const [finance, admin] = await Promise.all([signIn(world, 'finance'), signIn(world, 'admin')]);
  const orders = await world.sql<{ id: string; total_minor: number; reference: string }[]>`
    select o.id, o.total_minor::int, i.reference from orders o join payments p on p.order_id = o.id
    join payment_intents i on i.id = p.intent_id where o.state = 'confirmed' order by random()`;
  const share = Math.floor(orders.length / 12);
  await inParallel(8, orders.slice(0, share * 4), async (order) => {
    const group = Math.floor(orders.indexOf(order) / share);
    if (group === 3) {
      await request(world, `${world.env.PAYSTACK_BASE_URL}/control/refund`, {
        reference: order.reference,
        amount: 100_000,
      });
      tally.add('on the gateway’s dashboard');
    } else if (group === 2) {
      await rpc(world, 'cancel_order', { order_id: order.id, reason: 'An item broke' }, admin);
      tally.add('by cancelling a paid order');
    } else {
      const amount_minor = group === 0 ? order.total_minor : Math.floor(order.total_minor / 3);
      const input = {
        order_id: order.id,
        amount_minor,
        reason: 'Came late',
        idempotency_key: randomUUID(),
        lines: null,
      };
      const [refund] = await Promise.all([
        rpc(world, 'issue_refund', input, finance),
        rpc(world, 'issue_refund', input, finance),
      ]);
      if (refund.state === 'requested') {
        for (const { refund_id } of refund.refunds)
          await rpc(world, 'decide_refund', { refund_id, approve: true }, admin);
      }
      tally.add(group === 0 ? 'in full' : 'in part');
    }
  });
  return tally;
}

/** Signs in as the demo staff member with this role and returns the headers of their calls. */
async function signIn(world: World, role: string) {
  const url = `${world.env.SUPABASE_URL}/auth/v1/token?grant_type=password`;
  const credentials = { email: `${role}@kedai.example`, password: world.password };
  const session = await request(world, url, credentials, { apikey: world.env.SUPABASE_PUBLISHABLE_KEY });
  return { authorization: `Bearer ${session.access_token}` };
}
