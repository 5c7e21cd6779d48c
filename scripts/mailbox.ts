import { readFile } from 'node:fs/promises';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { Emails } from './mailbox/emails.ts';
import { mailboxPage } from './mailbox/page.ts';
import { resend } from './mailbox/resend.ts';

/**
 * Receives the emails of a local shop through Resend's API and shows them at `/`.
 * For tests: `GET /api/emails?to=` returns them as JSON, newest first; `DELETE /api/emails` deletes them.
 */
const env = z.object({ PORT: z.coerce.number().int(), MAILBOX_DIR: z.string() }).parse(process.env);

const emails = new Emails(env.MAILBOX_DIR);
const app = new Hono();

app.get('/health', (c) => c.json({ status: 'ok' }));
app.get('/', (c) => {
  const to = c.req.query('to') ?? '';
  return c.html(mailboxPage({ emails: emails.list(to), to, as: 'html' }));
});
app.get('/read/:id', (c) => {
  const to = c.req.query('to') ?? '';
  const open = emails.find(c.req.param('id'));
  const as = c.req.query('as') === 'text' ? 'text' : 'html';
  return c.html(mailboxPage({ emails: emails.list(to), to, open, as }), open ? 200 : 404);
});
app.get('/api/emails', (c) => c.json(emails.list(c.req.query('to'))));
app.delete('/api/emails', (c) => {
  emails.clear();
  return c.body(null, 204);
});
app.route('/', resend(emails));

const ASSETS: Record<string, { url: URL; type: string }> = {
  'style.css': { url: new URL('mailbox/style.css', import.meta.url), type: 'text/css; charset=utf-8' },
  'refresh.js': {
    url: new URL('mailbox/refresh.js', import.meta.url),
    type: 'text/javascript; charset=utf-8',
  },
  'inter.woff2': {
    url: new URL(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')),
    type: 'font/woff2',
  },
};
app.get('/assets/:name', async (c) => {
  const asset = ASSETS[c.req.param('name')];
  if (!asset) return c.notFound();
  return c.body(await readFile(asset.url), 200, { 'content-type': asset.type });
});

const server = createAdaptorServer({ fetch: app.fetch });
server.listen(env.PORT, '127.0.0.1', () => console.log(`Mailbox on http://127.0.0.1:${env.PORT}`));

function stop() {
  server.close(() => process.exit(0));
  if ('closeAllConnections' in server) server.closeAllConnections();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
