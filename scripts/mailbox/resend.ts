import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { type Emails, KeyReused, type NewEmail, newEmailSchema } from './emails.ts';

/** The endpoints of Resend's API that the shop and the local Auth use. Errors have Resend's names and statuses. */
export function resend(emails: Emails): Hono {
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
      emails,
      newEmailSchema.transform((email) => [email]),
      ([id]) => ({ id }),
    ),
  );

  app.post('/emails/batch', async (c) =>
    receive(c, emails, z.array(newEmailSchema).min(1).max(100), (ids) => ({
      data: ids.map((id) => ({ id })),
    })),
  );

  app.get('/emails/:id', (c) => {
    const email = emails.find(c.req.param('id'));
    if (!email) return refuse(c, 404, 'not_found', 'Email not found');
    return c.json({ object: 'email', ...email, last_event: 'delivered' });
  });

  return app;
}

async function receive(
  c: Context,
  emails: Emails,
  schema: z.ZodType<NewEmail[]>,
  answer: (ids: string[]) => Record<string, unknown>,
): Promise<Response> {
  const key = c.req.header('idempotency-key');
  if (key !== undefined && (key.length < 1 || key.length > 256)) {
    return refuse(c, 400, 'invalid_idempotency_key', 'The idempotency key must be between 1-256 characters.');
  }
  const body = schema.safeParse(await c.req.json().catch(() => null));
  if (!body.success) return refuse(c, 422, 'validation_error', z.prettifyError(body.error));
  try {
    return c.json(answer(emails.add(body.data, key)));
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
