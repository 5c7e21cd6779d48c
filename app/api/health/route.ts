import { connection } from 'next/server';
import { publicClient } from '@/lib/supabase/public';

/** For load balancers and operators: 200 when the database responds, else 503. */
export async function GET() {
  await connection();
  const { error } = await publicClient()
    .from('shops')
    .select('id')
    .limit(1)
    .abortSignal(AbortSignal.timeout(3000));
  return Response.json(
    { status: error ? 'degraded' : 'ok', database: error ? 'unreachable' : 'ok' },
    { status: error ? 503 : 200, headers: { 'Cache-Control': 'no-store' } },
  );
}
