import { z } from 'zod';
import { getUser } from '@/lib/admin/auth';
import { releaseVerification, takeVerification } from '@/lib/admin/verifications/claims';
import { refuse } from '@/lib/refusals';
import type { Result } from '@/lib/result';

type Context = RouteContext<'/admin/[shop]/verifications/claims/[order]'>;

/*
 * A staff member who opens an order claims it, renews the claim while working and releases it when leaving. Not a server action,
 * because a closing page no longer sends actions, and each action waits for the previous one. The database decides who may claim
 * an order.
 */

export const PUT = (request: Request, context: Context) =>
  answer(request, context, (order_id) =>
    takeVerification(order_id, new URL(request.url).searchParams.has('take_over')),
  );
export const DELETE = (request: Request, context: Context) => answer(request, context, releaseVerification);

async function answer(
  request: Request,
  { params }: Context,
  command: (order_id: string) => Promise<Result<unknown>>,
): Promise<Response> {
  const order = z.uuid().safeParse((await params).order);
  // a page of another site must not release a claim; browsers without this header send no cookies across sites
  const isCrossSite = !['same-origin', null].includes(request.headers.get('sec-fetch-site'));
  if (isCrossSite || !order.success) return Response.json(await refuse('order_not_found'), { status: 404 });
  if (!(await getUser())) return Response.json(await refuse('not_signed_in'), { status: 401 });
  const result = await command(order.data);
  return Response.json(result, { status: result.ok ? 200 : 409, headers: { 'Cache-Control': 'no-store' } });
}
