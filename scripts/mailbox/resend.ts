import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { KeyReused, type Mails, type NewMail, newMailSchema } from './mails.ts';

/** The endpoints of Resend's API that the shop and the local Auth use. Errors have Resend's names and statuses. */
export function resend(mails: Mails): Hono {
  const app = new Hono();

  app.use('/emails/*', async (c, next) => {
    if (c.req.header('authorization')?.startsWith('Bearer re_')) return next();
    return refuse(
      c,
      401,
      'missing_api_key',
      'Missing API key in the authorization header. It starts with re_.',
    );
  });

  app.post('/emails', async (c) =>
    receive(
      c,
      mails,
      newMailSchema.transform((mail) => [mail]),
      ([id]) => ({ id }),
    ),
  );

  app.post('/emails/batch', async (c) =>
    receive(c, mails, z.array(newMailSchema).min(1).max(100), (ids) => ({ data: ids.map((id) => ({ id })) })),
  );

  app.get('/emails/:id', (c) => {
    const mail = mails.find(c.req.param('id'));
    if (!mail) return refuse(c, 404, 'not_found', 'Email not found');
    return c.json({ object: 'email', ...mail, last_event: 'delivered' });
  });

  return app;
}

async function receive(
  c: Context,
  mails: Mails,
  schema: z.ZodType<NewMail[]>,
  answer: (ids: string[]) => Record<string, unknown>,
): Promise<Response> {
  const key = c.req.header('idempotency-key');
  if (key !== undefined && (key.length < 1 || key.length > 256)) {
    return refuse(c, 400, 'invalid_idempotency_key', 'The idempotency key must be between 1-256 characters.');
  }
  const body = schema.safeParse(await c.req.json().catch(() => null));
  if (!body.success) return refuse(c, 422, 'validation_error', z.prettifyError(body.error));
  try {
    return c.json(answer(mails.add(body.data, key)));
  } catch (error) {
    if (!(error instanceof KeyReused)) throw error;
    return refuse(
      c,
      409,
      'invalid_idempotent_request',
      'Same idempotency key used with a different request payload.',
    );
  }
}

function refuse(c: Context, statusCode: ContentfulStatusCode, name: string, message: string): Response {
  return c.json({ statusCode, name, message }, statusCode);
}
