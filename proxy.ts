import { type NextRequest, NextResponse } from 'next/server';
import { isAsset } from '@/lib/proxy/assets';
import { leadNowhere } from '@/lib/proxy/nowhere';
import { answerOldForm } from '@/lib/proxy/old-forms';
import { placeHeaders } from '@/lib/proxy/place';
import { openShop } from '@/lib/proxy/shop';
import { admitStaff, isStaffPath } from '@/lib/proxy/staff';
import { setVisitorHost, visitorHost } from '@/lib/proxy/visitor-host';

/**
 * All of our code runs behind it, so what that reads of the headers `x-shop`, `x-locale`, `x-path` and `x-request-id` was written here
 * or in lib/proxy. It decides nothing: what a visitor may see is decided where it is read.
 */
export async function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  const host = visitorHost(headers);
  setVisitorHost(headers, host);
  for (const name of [...placeHeaders, 'x-path']) headers.delete(name);
  // An id from outside is not believed either: it would end up in the activity log.
  const id = crypto.randomUUID();
  headers.set('x-request-id', id);
  const response = await lead(request, headers, host);
  response.headers.set('x-request-id', id);
  return response;
}

export const config = {
  // Everything but what Next itself answers, whatever the rest of the path is: no page of ours has such an address.
  matcher: ['/((?!_next/static/|_next/image$).*)'],
};

async function lead(request: NextRequest, headers: Headers, host: string): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  // Next would answer 500 where it decodes the segments of a path
  if (!isUtf8(pathname)) return leadNowhere(request, headers);
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
