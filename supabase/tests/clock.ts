import postgres, { type Sql, type TransactionSql } from 'postgres';

/** The columns per table that hold a deadline or show an age. */
const clocks: Record<string, string[]> = {
  carts: ['created_at', 'updated_at'],
  orders: [
    'placed_at',
    'expires_at',
    'confirmed_at',
    'shipped_at',
    'delivered_at',
    'completed_at',
    'cancelled_at',
    'delivery_failed_at',
    'refused_at',
    'reservation_extended_at',
  ],
  inventory_locks: ['expires_at'],
  payment_intents: ['created_at', 'checked_at', 'page_checked_at', 'next_check_at', 'claimed_until'],
  payments: ['created_at'],
  refunds: ['created_at', 'sent_at', 'next_attempt_at', 'settled_at'],
  payout_details: ['given_at', 'changed_at'],
  disputes: ['opened_at', 'due_at'],
  money_exceptions: ['opened_at', 'deadline', 'decided_at'],
  payment_proofs: ['submitted_at'],
  verification_claims: ['claimed_until'],
  proof_files: ['created_at'],
  notification_queue: ['created_at', 'next_attempt_at'],
  webhook_events: ['received_at', 'next_attempt_at'],
  bank_accounts: ['shown_from', 'shown_until', 'created_at'],
};

/** Lets time pass for one shop by moving these columns into the past. */
export function letPass(sql: Sql, shopId: string, time: string): Promise<void> {
  // triggers protect some of these columns
  return unguarded(sql, async (tx) => {
    for (const [table, columns] of Object.entries(clocks)) {
      const earlier = columns.map((column) => `${column} = ${column} - $2::text::interval`);
      await tx.unsafe(`update ${table} set ${earlier.join(', ')} where shop_id = $1`, [shopId, time], {
        prepare: true,
      });
    }
  });
}

const connections = new WeakMap<Sql, Sql>();

/**
 * Writes with triggers off, as only the cluster's superuser can. Uses a separate connection: Postgres drops all cached plans of a
 * connection that turns triggers off.
 */
export async function unguarded(sql: Sql, work: (tx: TransactionSql) => Promise<unknown>): Promise<void> {
  const connection = connections.get(sql) ?? postgres({ ...sql.options, max: 1, idle_timeout: 1 } as object);
  connections.set(sql, connection);
  await connection.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await work(tx);
  });
}
