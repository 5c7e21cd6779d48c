import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Args, type Caller, call, person, server, visitor } from './caller.ts';
import { keyOf, type Line, type PlacedOrder, placeOrder, type Shop } from './fixtures.ts';

/** Submits the shopper's proof for an order to be paid by transfer. */
export const submitProof = (
  sql: Sql,
  order: Pick<PlacedOrder, 'order_id' | 'access_token'>,
  proof: Record<string, unknown> = {},
) =>
  call<{ state: string; version: number; proof_id: string; expires_at: string }>(
    sql,
    visitor,
    'submit_payment_proof',
    { ...keyOf(order), proof: { amount_minor: 600_000, bank: 'GTBank', bank_reference: 'FT-1', ...proof } },
  );

/** Records a picture that the server has checked, and returns its path. */
export async function recordPicture(
  sql: Sql,
  shop: Pick<Shop, 'id'>,
  order: Pick<PlacedOrder, 'order_id'>,
  picture_hash = randomBits(),
): Promise<string> {
  const path = `${shop.id}/${order.order_id}/${randomUUID()}.webp`;
  const sha256 = createHash('sha256').update(path).digest('hex');
  await call(sql, server, 'record_proof_file', { order_id: order.order_id, path, sha256, picture_hash });
  return path;
}

/** 256 random binary digits. */
export const randomBits = () =>
  [...randomBytes(32)].map((byte) => byte.toString(2).padStart(8, '0')).join('');

/** Gives the shop a bank account for transfers, and returns the account id. */
export async function openAccount(sql: Sql, shop: Pick<Shop, 'id'>, bank = 'GTBank'): Promise<string> {
  const account_number = String(Math.floor(Math.random() * 9e9) + 1e9);
  const [row] = await sql<[{ id: string }]>`
    insert into bank_accounts (shop_id, bank, account_name, account_number)
    values (${shop.id}, ${bank}, 'A shop', ${account_number}) returning id`;
  return row.id;
}

/** An order that was paid by transfer, so that no gateway can refund it. */
export async function transferredOrder(sql: Sql, shop: Shop, lines: Line[]): Promise<PlacedOrder> {
  const order = await placeOrder(sql, shop, lines, { payment_method: 'bank_transfer' });
  await submitProof(sql, order, { amount_minor: order.total_minor });
  await call(sql, person(shop.staff.verifier), 'verify_payment', {
    order_id: order.order_id,
    decision: 'confirm',
    seen: { amount_minor: order.total_minor, currency: order.currency, received_at: '2026-03-01' },
  });
  return order;
}

/** An order of serums that is to be paid by transfer. */
export const placeTransfer = (sql: Sql, shop: Shop<'serum'>, quantity = 1, caller: Caller = visitor) =>
  placeOrder(sql, shop, [[shop.variants.serum, quantity]], { payment_method: 'bank_transfer' }, caller);

export interface Verified {
  state: string;
  status: string;
  version: number;
  outcome?: string;
}

/** Helpers that place and verify transfers in a shop with serums. */
export function transfersOn(sql: Sql, shop: Shop<'serum'>) {
  const verifier = person(shop.staff.verifier);
  /** An order to be paid by transfer: 4,500.00 a unit and 1,500.00 for delivery. */
  const order = (at = shop, quantity = 1, caller: Caller = visitor) =>
    placeTransfer(sql, at, quantity, caller);
  /** An order to be paid by transfer, whose proof has been submitted. */
  const proven = async (at = shop, quantity = 1) => {
    const placed = await order(at, quantity);
    await submitProof(sql, placed);
    return placed;
  };
  const verify = (order_id: string, decision: string | null, seen: Args = {}, caller = verifier) =>
    call<Verified>(sql, caller, 'verify_payment', { order_id, decision, seen });
  const confirm = (order_id: string, seen: Args = {}, caller = verifier) =>
    verify(
      order_id,
      'confirm',
      { amount_minor: 600_000, bank_reference: 'FT-1', received_at: '2026-03-01', ...seen },
      caller,
    );
  const reject = (order_id: string, reason: string | null = 'Not on the account', caller = verifier) =>
    verify(order_id, 'reject', { reason }, caller);
  const claim = (order_id: string, caller = verifier) =>
    call<{ claimed_until: string }>(sql, caller, 'claim_verification', { order_id });
  return { verifier, order, proven, verify, confirm, reject, claim };
}
