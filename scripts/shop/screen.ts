import { bold, dim, underline } from '../progress.mjs';
import type { OpenShop } from './open.ts';
import { DEMO_STAFF } from './staff.ts';

/** The addresses and the password, printed once everything is ready. */
export function screenOf({ env, secrets, shops }: OpenShop): string {
  const { port } = new URL(env.SITE_URL);
  const rows = [
    ...shops.map(({ name, host }) => [name, underline(`http://${host}:${port}`)]),
    ['Admin', `${underline(`${env.SITE_URL}/admin`)}   ${dim('password')} ${bold(secrets.demoPassword)}`],
    ...DEMO_STAFF.map(({ email, roles }) => [
      '',
      `${email.padEnd(28)} ${dim(Object.values(roles)[0] ?? '')}`,
    ]),
    [
      'Payments',
      `${underline(env.PAYSTACK_BASE_URL)}   ${dim('payment simulator: test cards and failures')}`,
    ],
    ['Mailbox', `${underline(env.MAILBOX_URL)}   ${dim('every email that the shop sends')}`],
  ];
  const lines = rows.map(([name = '', value]) => `  ${bold(name.padEnd(16))} ${value}`);
  return `\n${lines.join('\n')}\n\n  ${dim('Ctrl-C stops the shop and keeps all data; --reset deletes it.')}\n`;
}
