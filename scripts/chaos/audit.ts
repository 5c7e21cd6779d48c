import type { Tally, World } from './http.ts';

type Story = { orders: number; lives: Tally; refunds: Tally; crons: number };

type Transaction = { reference: string; amount: number; status: string };
type GatewayRefund = { id: number; amount: number; status: string };

/** Compares the gateway's books with ours, asks the doctor, and prints what happened. True when everything agrees. */
export async function audit(world: World, { orders, lives, refunds, crons }: Story): Promise<boolean> {
  const { sql, env } = world;
  const [transactions, sentBack, deliveries] = await Promise.all([
    read<Transaction[]>(env.PAYSTACK_BASE_URL, 'transactions'),
    read<GatewayRefund[]>(env.PAYSTACK_BASE_URL, 'refunds'),
    read<{ state: string; attempts: unknown[] }[]>(env.PAYSTACK_BASE_URL, 'deliveries'),
  ]);
  const paid = transactions.filter(({ status }) =>
    ['success', 'reversal-pending', 'reversed'].includes(status),
  );
  const returned = sentBack.filter(({ status }) => status === 'processed');
  const payments = await sql<{ reference: string; amount: number }[]>`
    select i.reference, p.amount_minor::int as amount from payments p join payment_intents i on i.id = p.intent_id`;
  const ours = await sql<{ id: string; amount: number }[]>`
    select gateway_refund_id as id, amount_minor::int as amount from refunds where state = 'succeeded'`;
  const [book] = await sql<
    [
      {
        paid: number;
        confirmed: number;
        twice: number;
        mails: number;
        states: Record<string, number>;
        failed: number;
      },
    ]
  >`
    select (select count(*)::int from orders where paid_minor > 0) as paid,
      (select count(*)::int from activity_logs where action = 'settle') as confirmed,
      (select count(*)::int from (select entity_id from activity_logs where action = 'settle' group by entity_id
        having count(*) > 1) as twice) as twice,
      (select count(*)::int from notification_queue where template = 'order_confirmed' and sent_at is not null) as mails,
      (select count(*)::int from refunds where state not in ('succeeded', 'declined')) as failed,
      (select jsonb_object_agg(status, count) from (
        select status, count(*) from orders group by status) as counted) as states`;
  const doctor = await sql<
    { check: string; details: string }[]
  >`select "check", details from doctor() where not ok`;

  const sum = (rows: readonly { amount: number }[]) => rows.reduce((total, { amount }) => total + amount, 0);
  const checks: [string, boolean, string][] = [
    ['every order was paid', book.paid === orders, `${book.paid} of ${orders}`],
    [
      'every order was confirmed once',
      book.confirmed === orders && book.twice === 0,
      `${book.confirmed}, ${book.twice} twice`,
    ],
    ['every confirmation was mailed once', book.mails === orders, `${book.mails}`],
    [
      'the gateway’s payments are ours',
      isSame(
        paid.map(({ reference, amount }) => [reference, amount]),
        payments.map(({ reference, amount }) => [reference, amount]),
      ),
      `${paid.length} there, ${payments.length} here, ${sum(paid)} and ${sum(payments)} kobo`,
    ],
    [
      'the gateway’s refunds are ours',
      isSame(
        returned.map(({ id, amount }) => [String(id), amount]),
        ours.map(({ id, amount }) => [id, amount]),
      ),
      `${returned.length} there, ${ours.length} here, ${sum(returned)} and ${sum(ours)} kobo`,
    ],
    ['no refund is unfinished', book.failed === 0 && returned.length === sentBack.length, `${book.failed}`],
    [
      'the doctor finds nothing',
      doctor.length === 0,
      doctor.map(({ check, details }) => `${check}: ${details}`).join('; '),
    ],
  ];

  console.log('\nWhat happened');
  for (const [word, count] of lives.entries()) console.log(`  ${String(count).padStart(5)}  ${word}`);
  for (const [word, count] of refunds.entries())
    console.log(`  ${String(count).padStart(5)}  refunded: ${word}`);
  console.log(
    `  ${String(transactions.length).padStart(5)}  payment pages at the gateway, ${transactions.length - paid.length} of them never seen by anybody`,
  );
  console.log(
    `  ${String(deliveries.filter(({ state }) => state === 'dropped').length).padStart(5)}  of ${deliveries.length} webhooks lost`,
  );
  console.log(`  ${String(crons).padStart(5)}  runs of cron, two at a time`);
  console.log(
    `  orders by status: ${Object.entries(book.states)
      .map(([status, count]) => `${status} ${count}`)
      .join(', ')}`,
  );
  console.log('\nWhat is true');
  for (const [name, holds, figures] of checks)
    console.log(`  ${holds ? '✓' : '✗'} ${name.padEnd(38)} ${figures}`);
  return checks.every(([, holds]) => holds);
}

async function read<T>(base: string, what: string): Promise<T> {
  return (await fetch(`${base}/control/${what}?limit=10000`)).json() as Promise<T>;
}

const isSame = (one: [string, number][], other: [string, number][]) =>
  JSON.stringify(one.toSorted()) === JSON.stringify(other.toSorted());
