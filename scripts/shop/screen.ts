import { bold, dim, underline } from '../progress.mjs';
import type { OpenShop } from './open.ts';
import { DEMO_STAFF } from './staff.ts';

/** What a person wants to know once everything answers, on one screen. */
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
      `${underline(env.PAYSTACK_BASE_URL)}   ${dim('the simulator: test cards, and what goes wrong with them')}`,
    ],
    ['Mailbox', `${underline(env.MAILBOX_URL)}   ${dim('every mail that the shop sends')}`],
  ];
  const lines = rows.map(([name = '', value]) => `  ${bold(name.padEnd(16))} ${value}`);
  return `\n${lines.join('\n')}\n\n  ${dim('Ctrl-C stops it and keeps everything; --reset starts over.')}\n`;
}
