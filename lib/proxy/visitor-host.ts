import 'server-only';
import { isSigned, sign } from './signature';

/** Marks X-Forwarded-Host as set by this server: seconds and signature, `1767225600.3f…`. */
const SIGNATURE = 'x-forwarded-host-signature';
const SECONDS = 60;
const PURPOSE = 'visitor-host';

/**
 * The host that the visitor requested. After an action redirects, Next requests the next page from its own server
 * under an internal name, with the visitor's headers as `setVisitorHost` left them. Anyone can send X-Forwarded-Host,
 * and a shared cache would keep the page of a forged host. Without a valid signature, Host is used instead.
 */
export function visitorHost(headers: Headers, now = Date.now()): string {
  const forwarded = headers.get('x-forwarded-host') ?? '';
  const [seconds = '', signature = ''] = headers.get(SIGNATURE)?.split('.') ?? [];
  const isFresh = Math.abs(now / 1000 - Number(seconds)) <= SECONDS;
  return isFresh && isSigned(signature, PURPOSE, forwarded, seconds)
    ? forwarded
    : (headers.get('host') ?? '');
}

/** Sets the visitor's host, signed, for Next's internal requests. It never leaves the server. */
export function setVisitorHost(headers: Headers, host: string, now = Date.now()) {
  const seconds = String(Math.floor(now / 1000));
  headers.set('x-forwarded-host', host);
  headers.set(SIGNATURE, `${seconds}.${sign(PURPOSE, host, seconds)}`);
}
