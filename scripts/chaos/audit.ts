import type { Tally, World } from './http.ts';

type Results = { orders: number; visits: Tally; refunds: Tally; crons: number };

type Transaction = { reference: string; amount: number; status: string };
type GatewayRefund = { id: number; amount: number; status: string };

/** Compares the gateway's records with the database, runs the doctor and prints the results. True when everything matches. */
export async function audit(world: World, { orders, visits, refunds, crons }: Results): Promise<boolean> {
  const { sql, env } = world;
  const [transactions, gatewayRefunds, deliveries] = await Promise.all([
    read<Transaction[]>(env.PAYSTACK_BASE_URL, 'transactions'),
    read<GatewayRefund[]>(env.PAYSTACK_BASE_URL, 'refunds'),
    read<{ state: string; attempts: unknown[] }[]>(env.PAYSTACK_BASE_URL, 'deliveries'),
  ]);
  const paid = transactions.filter(({ status }) =>
    ['success', 'reversal-pending', 'reversed'].includes(status),
  );
  const processed = gatewayRefunds.filter(({ status }) => status === 'processed');
  const payments = await sql<{ reference: string; amount: number }[]>`
    select i.reference, p.amount_minor::int as amount from payments p join payment_intents i on i.id = p.intent_id`;
  const succeeded = await sql<{ id: string; amount: number }[]>`
    select gateway_refund_id as id, amount_minor::int as amount from refunds where state = 'succeeded'`;
  const [counts] = await sql<
    [
      {
        paid: number;
        confirmed: number;
        confirmed_twice: number;
        emails: number;
        states: Record<string, number>;
        unfinished: number;
      },
    ]
  >`
    select (select count(*)::int from orders where paid_minor > 0) as paid,
      (select count(*)::int from activity_logs where action = 'settle') as confirmed,
      (select count(*)::int from (select entity_id from activity_logs where action = 'settle' group by entity_id
        having count(*) > 1) as repeated) as confirmed_twice,
      (select count(*)::int from notification_queue where template = 'order_confirmed' and sent_at is not null) as emails,
      (select count(*)::int from refunds where state not in ('succeeded', 'declined')) as unfinished,
      (select jsonb_object_agg(status, count) from (
        select status, count(*) from orders group by status) as counted) as states`;
  const doctor = await sql<
    { check: string; details: string }[]
  >`select "check", details from doctor() where not ok`;

  const sum = (rows: readonly { amount: number }[]) => rows.reduce((total, { amount }) => total + amount, 0);
  const checks: [string, boolean, string][] = [
    ['every order was paid', counts.paid === orders, `${counts.paid} of ${orders}`],
    [
      'every order was confirmed once',
      counts.confirmed === orders && counts.confirmed_twice === 0,
      `${counts.confirmed}, ${counts.confirmed_twice} twice`,
    ],
    ['every confirmation was emailed once', counts.emails === orders, `${counts.emails}`],
    [
      'payments match the gateway’s',
      isSame(
        paid.map(({ reference, amount }) => [reference, amount]),
        payments.map(({ reference, amount }) => [reference, amount]),
      ),
      `gateway ${paid.length}, shop ${payments.length}; ${sum(paid)} and ${sum(payments)} kobo`,
    ],
    [
      'refunds match the gateway’s',
      isSame(
        processed.map(({ id, amount }) => [String(id), amount]),
        succeeded.map(({ id, amount }) => [id, amount]),
      ),
      `gateway ${processed.length}, shop ${succeeded.length}; ${sum(processed)} and ${sum(succeeded)} kobo`,
    ],
    [
      'no refund is unfinished',
      counts.unfinished === 0 && processed.length === gatewayRefunds.length,
      `${counts.unfinished}`,
    ],
    [
      'the doctor finds no problem',
      doctor.length === 0,
      doctor.map(({ check, details }) => `${check}: ${details}`).join('; '),
    ],
  ];

  console.log('\nEvents');
  for (const [outcome, count] of visits.entries()) console.log(`  ${String(count).padStart(5)}  ${outcome}`);
  for (const [outcome, count] of refunds.entries())
    console.log(`  ${String(count).padStart(5)}  refunds: ${outcome}`);
  console.log(
    `  ${String(transactions.length).padStart(5)}  payment pages at the gateway, ${transactions.length - paid.length} of them unpaid`,
  );
  console.log(
    `  ${String(deliveries.filter(({ state }) => state === 'dropped').length).padStart(5)}  of ${deliveries.length} webhooks lost`,
  );
  console.log(`  ${String(crons).padStart(5)}  cron runs, two at a time`);
  console.log(
    `  orders by status: ${Object.entries(counts.states)
      .map(([status, count]) => `${status} ${count}`)
      .join(', ')}`,
  );
  console.log('\nChecks');
  for (const [name, holds, figures] of checks)
    console.log(`  ${holds ? '✓' : '✗'} ${name.padEnd(38)} ${figures}`);
  return checks.every(([, holds]) => holds);
}

async function read<T>(base: string, what: string): Promise<T> {
  return (await fetch(`${base}/control/${what}?limit=10000`)).json() as Promise<T>;
}

const isSame = (one: [string, number][], other: [string, number][]) =>
  JSON.stringify(one.toSorted()) === JSON.stringify(other.toSorted());
