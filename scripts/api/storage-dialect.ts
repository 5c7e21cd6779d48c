/**
 * storage-js 2.119 and Lite 0.10 disagree in five places. This module translates between them, so that the shop's code
 * works unchanged with a hosted project. What storage-js sends or expects:
 * 1. a Blob is uploaded as multipart with an unnamed part (Lite looks for one called "file");
 * 2. a signed URL is returned as { signedURL: "/object/sign/…" } (Lite: { signedUrl: "/storage/v1/object/sign/…" });
 * 3. a signed upload is returned as { url: "/object/upload/sign/…?token=…" } (Lite: { signedUrl, token, path });
 * 4. ?download[=name] sets a Content-Disposition header (Lite ignores it);
 * 5. a list covers one folder: names without the folder's path, subfolders without an id (Lite lists all levels below).
 */
export type Handler = (request: Request) => Promise<Response>;

export function speakStorageDialect(lite: Handler): Handler {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (!pathname.startsWith('/storage/v1/object/')) return lite(request);
    if (request.method === 'POST' && LISTING.test(pathname)) return listFolder(lite, request);
    const response = await lite(isMultipart(request) ? await withPlainBody(request) : request);
    if (!response.ok) return response;
    if (request.method === 'POST' && SIGNING.test(pathname)) return withHostedUrls(response);
    const download = searchParams.get('download');
    if (request.method === 'GET' && download !== null) {
      return withFileName(response, download || pathname.slice(pathname.lastIndexOf('/') + 1));
    }
    return response;
  };
}

const SIGNING = /^\/storage\/v1\/object\/(upload\/)?sign\//;
const LISTING = /^\/storage\/v1\/object\/list\//;

type Listed = { name: string; id: string | null };

/** Sorts by name and supports prefix, limit and offset: the shop uses nothing else. */
async function listFolder(lite: Handler, request: Request): Promise<Response> {
  const { prefix = '', limit = 100, offset = 0 } = (await request.json()) as Record<string, never>;
  const folder = String(prefix).replace(/\/*$/, '/').replace(/^\//, '');
  const body = JSON.stringify({ prefix: folder, sortBy: { column: 'name', order: 'asc' } });
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  const response = await lite(new Request(request.url, { method: 'POST', headers, body }));
  if (!response.ok) return response;
  const entries = new Map<string, Listed>();
  for (const object of (await response.json()) as Listed[]) {
    const [name = '', ...below] = object.name.slice(folder.length).split('/');
    if (!entries.has(name)) entries.set(name, below.length > 0 ? { name, id: null } : { ...object, name });
  }
  return Response.json([...entries.values()].slice(offset, offset + limit));
}

function isMultipart({ method, headers }: Request): boolean {
  return (
    /^(POST|PUT)$/.test(method) && headers.get('content-type')?.startsWith('multipart/form-data') === true
  );
}

async function withPlainBody(request: Request): Promise<Request> {
  const form = await request.formData();
  const file = form.get('') ?? form.get('file');
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set('content-type', (file instanceof Blob && file.type) || 'application/octet-stream');
  const maxAge = form.get('cacheControl');
  if (typeof maxAge === 'string') headers.set('cache-control', `max-age=${maxAge}`);
  const metadata = form.get('metadata');
  if (typeof metadata === 'string') headers.set('x-metadata', Buffer.from(metadata).toString('base64'));
  const body = file instanceof Blob ? await file.arrayBuffer() : file;
  return new Request(request.url, { method: request.method, headers, body });
}

type Signed = { signedUrl?: string; token?: string; [key: string]: unknown };

async function withHostedUrls(response: Response): Promise<Response> {
  const signed = (await response.json()) as Signed | Signed[];
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return Response.json(Array.isArray(signed) ? signed.map(asHosted) : asHosted(signed), {
    status: response.status,
    headers,
  });
}

function asHosted({ signedUrl, token, ...rest }: Signed): Record<string, unknown> {
  const url = signedUrl?.replace(/^\/storage\/v1/, '') ?? null;
  return token === undefined ? { ...rest, signedURL: url } : { url, token };
}

function withFileName(response: Response, name: string): Response {
  const headers = new Headers(response.headers);
  headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  return new Response(response.body, { status: response.status, headers });
}
