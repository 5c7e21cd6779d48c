import { StorageApiError } from '@supabase/supabase-js';
import type { NextRequest } from 'next/server';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import { exactText } from '@/lib/text';

const proofFile = exactText().regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[\w.-]{1,120}$/);

/**
 * Redirects to the picture of a proof, by a signed link that is valid for one minute and created with the caller's permissions.
 * The link is never cached, so a staff member who loses the permission also loses the picture.
 */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/[shop]/verifications/picture'>,
) {
  const membership = await requireMembership((await params).shop);
  const file = proofFile.safeParse(request.nextUrl.searchParams.get('file'));
  // a picture of another shop is not found here, even if the caller may see it in that shop
  const isFound = file.success && file.data.startsWith(`${membership.shop.id}/`) && canReadMoney(membership);
  if (!isFound) return new Response(null, { status: 404, headers: NO_STORE });
  const bucket = (await sessionClient()).storage.from('payment-proofs');
  const { data, error } = await bucket.createSignedUrl(file.data, 60);
  // the same response whether the picture does not exist or the caller may not see it
  if (error instanceof StorageApiError && [400, 404].includes(Number(error.status))) {
    return new Response(null, { status: 404, headers: NO_STORE });
  }
  if (error) throw error;
  return new Response(null, { status: 302, headers: { ...NO_STORE, Location: data.signedUrl } });
}

const NO_STORE = { 'Cache-Control': 'no-store' };
