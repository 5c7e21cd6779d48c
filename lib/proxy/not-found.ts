import { type NextRequest, NextResponse } from 'next/server';

/** Rewrites to a path without a route, which Next answers with 404 and app/global-not-found.tsx. */
export function rewriteToNotFound(request: NextRequest, headers: Headers): NextResponse {
  const target = request.nextUrl.clone();
  target.pathname = '/_missing';
  return NextResponse.rewrite(target, { request: { headers } });
}
