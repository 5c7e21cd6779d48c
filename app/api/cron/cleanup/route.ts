import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { cleanUp } from '@/lib/jobs/cleanup';

/** Seconds that the platform grants; each step is bounded, and what is left over is done next time. */
export const maxDuration = 60;

/** For whoever has the secret. Answers what was done by step, with how many rows failed in `failed`; 500 where anything did. */
export async function GET(request: Request) {
  if (!isCron(request.headers.get('authorization') ?? '')) {
    return Response.json({ error: 'unauthorized' }, { status: 401 });
  }
  const { done, failed, isWell } = await cleanUp();
  return Response.json({ ...done, failed }, { status: isWell ? 200 : 500 });
}

/** Compared as hashes, in constant time: neither the length nor a matching beginning shows. */
function isCron(authorization: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(authorization), hash(`Bearer ${env().CRON_SECRET}`));
}
