import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type NextRequest, NextResponse } from 'next/server';
import { submittedValues } from '@/lib/checkout/refusal';
import { flashCookie } from '@/lib/flash';
import { refuse } from '@/lib/refusals';
import { checkoutPath } from '@/lib/shops/paths';
import { formValues, reactValues } from '@/lib/text';

/**
 * A form without a script names the action that it is for by an id of its build. Next answers one that it does not know with a bare
 * 409. Instead its sender is told that the shop was updated, on the page that they came from where that can say so, and the checkout
 * comes back filled in. Null: it is no such form. With a script, instrumentation-client.ts does the same.
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

  // the visitor's own address, whatever our server is called behind it
  const target = new URL(nextUrl.pathname, origin);
  const isCheckout = nextUrl.pathname === checkoutPath;
  const isOrder = /^\/orders\/[^/]+$/.test(nextUrl.pathname);
  if (!isCheckout && !isOrder) {
    target.pathname = '/updated';
    target.searchParams.set('back', nextUrl.pathname);
  }
  const answer = NextResponse.redirect(target, 303);
  const refused = refuse('shop_updated');
  if (isCheckout)
    answer.cookies.set(
      flashCookie(checkoutPath, 'checkout', { refused, values: submittedValues(formValues(form)) }),
    );
  else if (isOrder) answer.cookies.set(flashCookie(nextUrl.pathname, 'order', { refused }));
  return answer;
}

/** Nobody else's page may fill in our forms. */
const isOwn = (origin: string, host: string) => URL.canParse(origin) && new URL(origin).host === host;

/** As React writes them: `$ACTION_ID_<id>`, or `$ACTION_<n>:0` with the id in JSON, of an action that has arguments. */
function actionIds(form: FormData): string[] {
  return reactValues(form).flatMap(([name, value]) => {
    const id =
      /^\$ACTION_ID_([0-9a-f]+)$/.exec(name) ??
      (/^\$ACTION_\d+:0$/.test(name) && /"id":"([0-9a-f]+)"/.exec(value));
    return id ? [id[1] ?? ''] : [];
  });
}

let ids: Set<string> | null | undefined;

/** The actions of this build, as Next lists them; null where the list is not at hand, as in development: then Next answers. */
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
