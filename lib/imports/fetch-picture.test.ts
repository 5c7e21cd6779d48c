import { createServer, globalAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchPicture, fileNameOf, isPublic, PICTURE_LIMITS, requestPicture } from './fetch-picture';

/** A self-signed certificate for old.example and other.example, only for this test. */
const cert = `-----BEGIN CERTIFICATE-----
MIIBqjCCAVCgAwIBAgIUdvMA4tMHWSUW6od6Zg/QeA+ciDIwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLb2xkLmV4YW1wbGUwIBcNMjYxMTMwMDg1OTAzWhgPMjEyNjEx
MDYwODU5MDNaMBYxFDASBgNVBAMMC29sZC5leGFtcGxlMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEcoHNxt/JqjfmL1tBw4XcMbE7pZ9HWHAlAQYz2qEOjFp9nN1a
9vogVjNlvcA/5VdkjNDimPiSOteV1xKmK9FJb6N6MHgwHQYDVR0OBBYEFE/0IH1e
UsrSypNyeGZzltvjAKkhMB8GA1UdIwQYMBaAFE/0IH1eUsrSypNyeGZzltvjAKkh
MA8GA1UdEwEB/wQFMAMBAf8wJQYDVR0RBB4wHIILb2xkLmV4YW1wbGWCDW90aGVy
LmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIgDVoznb/If8BzeR3Rd7uDCMY02jie
4zcBd3kvepaCyMUCIQDebZPMo0DF2zt5J71zbAD6+owMXo0wxDF6mGDOqSV+pQ==
-----END CERTIFICATE-----`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgpL9dg0qMAn4YDr0j
bzZwTAFZbz1rAjQ/an2EFJO0o46hRANCAARygc3G38mqN+YvW0HDhdwxsTuln0dY
cCUBBjPaoQ6MWn2c3Vr2+iBWM2W9wD/lV2SM0OKY+JI615XXEqYr0Ulv
-----END PRIVATE KEY-----`;

const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } })
  .png()
  .toBuffer();
const requested: string[] = [];
const server = createServer({ cert, key }, (request, response) => {
  const path = request.url ?? '';
  requested.push(`${request.headers.host?.split(':')[0]}${path}`);
  const to = /^\/to\/(.*)$/.exec(path)?.[1];
  if (to !== undefined) return response.writeHead(302, { location: decodeURIComponent(to) }).end();
  if (path === '/loop') return response.writeHead(302, { location: '/loop' }).end();
  if (path === '/missing') return response.writeHead(404).end();
  if (path === '/broken') return response.writeHead(500).end();
  if (path === '/says-large') return response.writeHead(200, { 'content-length': 99_000_000 }).end();
  if (path === '/large') {
    response.writeHead(200);
    const more = () => response.destroyed || response.write(Buffer.alloc(1024 ** 2), more);
    return more();
  }
  if (path !== '/never') response.writeHead(200).end(picture);
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  globalAgent.options.ca = cert;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The host names of this test with their addresses. */
const names: Record<string, string[]> = {
  'old.example': ['93.184.215.14'],
  'other.example': ['2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'inside.example': ['10.0.0.5'],
  'both.example': ['93.184.215.14', '169.254.169.254'],
};
const resolve = async (host: string) => {
  const found = names[host];
  if (!found) throw new Error('ENOTFOUND');
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};
/** Sends the request to the server of this test instead of the checked address. */
const request: typeof requestPicture = (url, _address, signal) => {
  const local = new URL(url);
  local.port = String(port);
  return requestPicture(local, { address: '127.0.0.1', family: 4 }, signal);
};
const get = (url: string) => fetchPicture(url, { resolve, request });

test('a picture is fetched, also through a redirect to another host', async () => {
  expect(await get('https://old.example/a.png')).toEqual(picture);
  expect(await get(`https://old.example/to/${encodeURIComponent('https://other.example/b.png')}`)).toEqual(
    picture,
  );
  expect(requested.at(-1)).toBe('other.example/b.png');
});

test.each([
  ['http://old.example/a.png', 'picture_not_https'],
  ['ftp://old.example/a.png', 'picture_not_https'],
  ['https://old.example:8443/a.png', 'picture_not_https'],
  ['https://me:secret@old.example/a.png', 'picture_not_https'],
  ['a.png', 'picture_not_https'],
  ['https://inside.example/a.png', 'picture_not_public'],
  ['https://both.example/a.png', 'picture_not_public'],
  ['https://127.0.0.1/a.png', 'picture_not_public'],
  ['https://[::1]/a.png', 'picture_not_public'],
  ['https://2130706433/a.png', 'picture_not_public'],
  ['https://unknown.example/a.png', 'picture_unreachable'],
  ['https://old.example/missing', 'picture_missing'],
  ['https://old.example/broken', 'picture_unreachable'],
  ['https://old.example/loop', 'picture_unreachable'],
  ['https://old.example/says-large', 'picture_too_large'],
  ['https://old.example/large', 'picture_too_large'],
  [`https://old.example/to/${encodeURIComponent('https://[x')}`, 'picture_not_https'],
])('%s: %s', async (url, reason) => {
  expect(await get(url)).toBe(reason);
});

test.each([
  'https://inside.example/x',
  'https://169.254.169.254/latest/meta-data',
  'http://old.example/a.png',
])('a redirect to %s is not followed', async (target) => {
  const before = requested.length;
  expect(await get(`https://old.example/to/${encodeURIComponent(target)}`)).toMatch(/^picture_not_/);
  expect(requested.slice(before)).toHaveLength(1);
});

test.each([
  ...[
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '127.0.0.1',
    '0.0.0.0',
    '100.64.0.1',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
  ],
  ...[
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'ff02::1',
    'nonsense',
  ],
])('%s is not a public address', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
  '%s is a public address',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

test('gives up on a server that does not answer', async () => {
  const signal = AbortSignal.timeout(300);
  await expect(
    request(new URL('https://old.example/never'), { address: '', family: 4 }, signal),
  ).rejects.toThrow();
  expect(PICTURE_LIMITS.timeoutMs).toBeLessThanOrEqual(10_000);
});

test.each([
  ['https://cdn.example/files/Blue%20shirt.jpg?v=1#top', 'Blue shirt.jpg'],
  ['https://cdn.example/%E0%A4%A.jpg', '%E0%A4%A.jpg'],
  [`https://cdn.example/${'x'.repeat(300)}.jpg`, `${'x'.repeat(196)}.jpg`],
  ['https://cdn.example/%00', '?'],
  ['https://cdn.example', '?'],
])('the file name in %s is %s', (url, name) => {
  expect(fileNameOf(url)).toBe(name);
});
