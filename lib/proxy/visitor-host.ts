import 'server-only';
import { isSigned, sign } from './signature';

/** Says of X-Forwarded-Host that it is ours: seconds and signature, `1767225600.3f…`. */
const SIGNATURE = 'x-forwarded-host-signature';
const SECONDS = 60;
const PURPOSE = 'visitor-host';

/**
 * The host under which the visitor asks. After an action that redirects, Next asks our own server for the page that comes next, under
 * a name of its own and with the headers of the visitor's request, as `setVisitorHost` left them. Anybody else may send an
 * X-Forwarded-Host, too, and a shared cache would keep what it changed: so it counts only when it is signed, and else Host does.
 */
export function visitorHost(headers: Headers, now = Date.now()): string {
  const forwarded = headers.get('x-forwarded-host') ?? '';
  const [seconds = '', signature = ''] = headers.get(SIGNATURE)?.split('.') ?? [];
  const isFresh = Math.abs(now / 1000 - Number(seconds)) <= SECONDS;
  return isFresh && isSigned(signature, PURPOSE, forwarded, seconds)
    ? forwarded
    : (headers.get('host') ?? '');
}

/** Leaves the visitor's host, signed, to the requests that Next makes of this one. It never leaves the server. */
export function setVisitorHost(headers: Headers, host: string, now = Date.now()) {
  const seconds = String(Math.floor(now / 1000));
  headers.set('x-forwarded-host', host);
  headers.set(SIGNATURE, `${seconds}.${sign(PURPOSE, host, seconds)}`);
}
