import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { cleanUp } from '@/lib/jobs/cleanup';

/** Time limit in seconds. Each step is bounded; the next run does the rest. */
export const maxDuration = 60;

/** Requires the cron secret. Responds with each step's number of rows done and, in `failed`, of failed rows; 500 if any failed. */
export async function GET(request: Request) {
  if (!isCron(request.headers.get('authorization') ?? '')) {
    return Response.json({ error: 'unauthorized' }, { status: 401 });
  }
  const { done, failed, isOk } = await cleanUp();
  return Response.json({ ...done, failed }, { status: isOk ? 200 : 500 });
}

/** Compares hashes in constant time, which reveals neither the length nor a matching prefix. */
function isCron(authorization: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(authorization), hash(`Bearer ${env().CRON_SECRET}`));
}
