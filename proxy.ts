import { type NextRequest, NextResponse } from 'next/server';
import { isAsset } from '@/lib/proxy/assets';
import { rewriteToNotFound } from '@/lib/proxy/not-found';
import { answerOldForm } from '@/lib/proxy/old-forms';
import { placeHeaders } from '@/lib/proxy/place';
import { openShop } from '@/lib/proxy/shop';
import { admitStaff, isStaffPath } from '@/lib/proxy/staff';
import { setVisitorHost, visitorHost } from '@/lib/proxy/visitor-host';

/**
 * Runs before every page and route handler, so the headers `x-shop`, `x-locale`, `x-path` and `x-request-id` that they read always
 * come from here or from lib/proxy. It makes no access decision: each query checks what the visitor may read.
 */
export async function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  const host = visitorHost(headers);
  setVisitorHost(headers, host);
  for (const name of [...placeHeaders, 'x-path']) headers.delete(name);
  // The caller's own request id is ignored too: it would end up in the activity log.
  const id = crypto.randomUUID();
  headers.set('x-request-id', id);
  const response = await routeRequest(request, headers, host);
  response.headers.set('x-request-id', id);
  return response;
}

export const config = {
  // Everything except the paths that Next serves itself. No page has such a path.
  matcher: ['/((?!_next/static/|_next/image$).*)'],
};

async function routeRequest(request: NextRequest, headers: Headers, host: string): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  // Next would respond 500 when it decodes the segments of such a path
  if (!isUtf8(pathname)) return rewriteToNotFound(request, headers);
  if (isAsset(pathname) || pathname.startsWith('/api/')) return NextResponse.next({ request: { headers } });
  const oldForm = await answerOldForm(request, host);
  if (oldForm) return oldForm;
  return isStaffPath(pathname) ? admitStaff(request, headers) : openShop(request, headers, host);
}

function isUtf8(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== '';
  } catch {
    return false;
  }
}
