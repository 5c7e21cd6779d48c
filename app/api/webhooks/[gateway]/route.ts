import { z } from 'zod';
import { afterWebhook } from '@/lib/jobs/after-commit';
import { GatewayError, type GatewayEvent } from '@/lib/payments/gateway';
import { gatewayById } from '@/lib/payments/registry';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';

const MAX_BYTES = 1_000_000;

const recorded = z.object({ id: z.uuid(), duplicate: z.boolean() });

/**
 * Receives a gateway's webhook: verifies the signature over the raw bytes, stores the event whatever its type, responds with 200,
 * then processes it.
 */
export async function POST(request: Request, { params }: RouteContext<'/api/webhooks/[gateway]'>) {
  const gateway = gatewayById((await params).gateway);
  if (!gateway) return answer(404, 'unknown_gateway');
  const body = await readAtMost(request, MAX_BYTES);
  if (!body) return answer(413, 'body_too_large');

  let event: GatewayEvent;
  try {
    event = gateway.verifyWebhook(body, request.headers);
  } catch (error) {
    if (!(error instanceof GatewayError && error.kind === 'bad_signature')) throw error;
    return answer(401, 'bad_signature');
  }

  // Service client: a webhook has no session. If storing fails, the response is an error, so the gateway sends the event again.
  const args = {
    gateway: gateway.id,
    dedupe_key: event.dedupeKey,
    event_type: event.type,
    reference: event.reference ?? undefined,
    payload: event.payload,
  };
  const { id, duplicate } = await rpc(serviceClient(), 'record_webhook_event', args, recorded);
  // If processing fails, the event stays in the inbox and cron retries it.
  if (!duplicate) afterWebhook(id);
  return answer(200, duplicate ? 'already_received' : 'received');
}

const answer = (status: number, result: string) => Response.json({ result }, { status });

/** The raw body; null if it is larger than `max`, in which case reading stops early. */
async function readAtMost(request: Request, max: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length')) > max) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > max) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
