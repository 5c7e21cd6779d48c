import { type NextRequest, NextResponse } from 'next/server';

/** Leads to a path that no route has, which Next answers with 404 and app/global-not-found.tsx. */
export function leadNowhere(request: NextRequest, headers: Headers): NextResponse {
  const target = request.nextUrl.clone();
  target.pathname = '/_missing';
  return NextResponse.rewrite(target, { request: { headers } });
}
