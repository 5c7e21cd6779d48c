import { lookup } from 'node:dns/promises';
import { get } from 'node:https';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { MEDIA_LIMITS } from '@/lib/media/limits';
import { cleanText } from '@/lib/text';

/** Why a picture is not fetched. Only `picture_unreachable` may be temporary. */
export type PictureReason =
  | 'picture_not_https'
  | 'picture_not_public'
  | 'picture_unreachable'
  | 'picture_missing'
  | 'picture_too_large'
  | 'picture_unreadable';

export const PICTURE_LIMITS = {
  maxBytes: MEDIA_LIMITS.maxBytes,
  timeoutMs: 10_000,
  maxRedirects: 5,
} as const;

type Address = { address: string; family: number };
export type Resolve = (host: string) => Promise<Address[]>;

const resolveHost: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Fetches a picture by a URL from an imported file. Our servers can reach machines that the uploader cannot. So every
 * URL is checked, also after a redirect: https on the default port, and a host with only public addresses. The
 * connection uses the checked address, since a second lookup could return another one.
 */
export async function fetchPicture(
  url: string,
  {
    resolve = resolveHost,
    request = requestPicture,
  }: { resolve?: Resolve; request?: typeof requestPicture } = {},
): Promise<Buffer | PictureReason> {
  const signal = AbortSignal.timeout(PICTURE_LIMITS.timeoutMs);
  let next = url;
  let from: URL | undefined;
  for (let step = 0; step <= PICTURE_LIMITS.maxRedirects; step++) {
    const target = URL.canParse(next, from) ? new URL(next, from) : null;
    if (target?.protocol !== 'https:' || target.port !== '' || target.username || target.password)
      return 'picture_not_https';
    const address = await publicAddress(target.hostname.replace(/^\[|\]$/g, ''), resolve);
    if (typeof address === 'string') return address;
    const answer = await request(target, address, signal).catch((): PictureReason => 'picture_unreachable');
    if (typeof answer === 'string' || Buffer.isBuffer(answer)) return answer;
    next = answer.location;
    from = target;
  }
  return 'picture_unreachable';
}

async function publicAddress(host: string, resolve: Resolve): Promise<Address | PictureReason> {
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await resolve(host).catch(() => []);
  const [first] = found;
  if (!first) return 'picture_unreachable';
  // one private address among public ones would be enough to reach it
  return found.every(({ address }) => isPublic(address)) ? first : 'picture_not_public';
}

/** Whether an address is public: not private, local, reserved or a cloud's metadata service, also as IPv4 inside IPv6. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // IPv4-mapped addresses are converted to IPv4; translated and tunnelled ones have their own ranges
  return ipaddr.process(address).range() === 'unicast';
}

/** Requests a picture from one address, which `fetchPicture` has checked. */
export function requestPicture(
  url: URL,
  { address, family }: Address,
  signal: AbortSignal,
): Promise<Buffer | PictureReason | { location: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | PictureReason | { location: string }>();
  const call = get(
    url,
    {
      signal,
      headers: { accept: 'image/*', 'user-agent': 'Kedai import' },
      lookup: (_host, options, done) =>
        options.all ? done(null, [{ address, family }]) : done(null, address, family),
    },
    (response) => {
      const { statusCode = 0, headers } = response;
      const finish = (answer: Buffer | PictureReason | { location: string }) => {
        resolve(answer);
        if (!Buffer.isBuffer(answer)) call.destroy();
      };
      if (statusCode >= 300 && statusCode < 400 && headers.location)
        return finish({ location: headers.location });
      if (statusCode === 404 || statusCode === 410 || statusCode === 403) return finish('picture_missing');
      if (statusCode !== 200) return finish('picture_unreachable');
      if (Number(headers['content-length']) > PICTURE_LIMITS.maxBytes) return finish('picture_too_large');
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > PICTURE_LIMITS.maxBytes) return finish('picture_too_large');
        chunks.push(chunk);
      });
      response.on('end', () => finish(Buffer.concat(chunks)));
      response.on('error', reject);
    },
  );
  call.on('error', reject);
  return promise;
}

/** The file name in the path of a URL. */
export function fileNameOf(url: string): string {
  const part = new URL(url).pathname.split('/').at(-1) ?? '';
  return [...cleanText(decoded(part)).trim()].slice(-200).join('') || '?';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
