import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type NextRequest, NextResponse } from 'next/server';
import { submittedValues } from '@/lib/checkout/refusal';
import { flashCookie } from '@/lib/flash';
import { checkoutPath } from '@/lib/shops/paths';
import { formValues, reactValues } from '@/lib/text';

/**
 * No-JS fallback: a form names its action by an id of its build, and Next answers an unknown id with a bare 409. This
 * tells the shopper instead that the shop was updated, on the page they came from if it can show that, and returns
 * the checkout filled in. Null for any other request. With JavaScript, instrumentation-client.ts does the same.
 */
export async function answerOldForm(request: NextRequest, host: string): Promise<NextResponse | null> {
  const { method, headers, nextUrl } = request;
  const origin = headers.get('origin') ?? '';
  if (method !== 'POST' || headers.has('next-action') || !isOwn(origin, host)) return null;
  if (!headers.get('content-type')?.startsWith('multipart/form-data')) return null;
  const form = await request
    .clone()
    .formData()
    .catch(() => null);
  const ids = form ? actionIds(form) : [];
  const known = knownIds();
  if (!form || !known || ids.length === 0 || ids.every((id) => known.has(id))) return null;

  // the address that the visitor sees, whatever the server's internal one
  const target = new URL(nextUrl.pathname, origin);
  const isCheckout = nextUrl.pathname === checkoutPath;
  const isOrder = /^\/orders\/[^/]+$/.test(nextUrl.pathname);
  if (!isCheckout && !isOrder) {
    target.pathname = '/updated';
    target.searchParams.set('back', nextUrl.pathname);
  }
  const answer = NextResponse.redirect(target, 303);
  const refused = { reason: 'shop_updated' } as const;
  if (isCheckout)
    answer.cookies.set(
      flashCookie(checkoutPath, 'checkout', { refused, values: submittedValues(formValues(form)) }),
    );
  else if (isOrder) answer.cookies.set(flashCookie(nextUrl.pathname, 'order', { refused }));
  return answer;
}

/** Other sites must not be able to fill in this shop's forms. */
const isOwn = (origin: string, host: string) => URL.canParse(origin) && new URL(origin).host === host;

/** React's encoding: `$ACTION_ID_<id>`, or `$ACTION_<n>:0` with the id in JSON for an action with arguments. */
function actionIds(form: FormData): string[] {
  return reactValues(form).flatMap(([name, value]) => {
    const id =
      /^\$ACTION_ID_([0-9a-f]+)$/.exec(name) ??
      (/^\$ACTION_\d+:0$/.test(name) && /"id":"([0-9a-f]+)"/.exec(value));
    return id ? [id[1] ?? ''] : [];
  });
}

let ids: Set<string> | null | undefined;

/**
 * The actions of this build, from Next's manifest; null if it is missing, as in development: then Next handles the
 * request.
 */
function knownIds(): Set<string> | null {
  if (ids === undefined) {
    try {
      const file = path.join(
        /* turbopackIgnore: true */ process.cwd(),
        process.env.NEXT_DIST_DIR ?? '.next',
        'server/server-reference-manifest.json',
      );
      ids = new Set(Object.keys(JSON.parse(readFileSync(file, 'utf8')).node));
    } catch {
      ids = null;
    }
  }
  return ids;
}
