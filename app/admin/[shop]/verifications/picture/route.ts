import { StorageApiError } from '@supabase/supabase-js';
import type { NextRequest } from 'next/server';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import { exactText } from '@/lib/text';

const proofFile = exactText().regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[\w.-]{1,120}$/);

/**
 * The way to the picture of a proof: a signed link of one minute, made with the permissions of the person who asks. The link is
 * never kept, so that whoever loses the right loses the picture.
 */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/[shop]/verifications/picture'>,
) {
  const membership = await requireMembership((await params).shop);
  const file = proofFile.safeParse(request.nextUrl.searchParams.get('file'));
  // a picture of another shop of theirs is not here, even though they may see it there
  const isHere = file.success && file.data.startsWith(`${membership.shop.id}/`) && canReadMoney(membership);
  if (!isHere) return new Response(null, { status: 404, headers: NOT_KEPT });
  const bucket = (await sessionClient()).storage.from('payment-proofs');
  const { data, error } = await bucket.createSignedUrl(file.data, 60);
  // it does not exist, or this person may not see it: to them it is the same
  if (error instanceof StorageApiError && [400, 404].includes(Number(error.status))) {
    return new Response(null, { status: 404, headers: NOT_KEPT });
  }
  if (error) throw error;
  return new Response(null, { status: 302, headers: { ...NOT_KEPT, Location: data.signedUrl } });
}

const NOT_KEPT = { 'Cache-Control': 'no-store' };
