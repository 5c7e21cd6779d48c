/** A response of the HTTP API. */
export interface Answer<T = unknown> {
  status: number;
  body: T;
}

/** The body of a refusal, in PostgREST's format. */
export interface Refused {
  code: string;
  message: string;
  details: string | null;
  hint: string | null;
}

export interface Api {
  url: string;
  publishableKey: string;
}

/** Calls a function over HTTP with the publishable key; `headers` are sent along. */
export async function rpc<T = Refused>(
  api: Api,
  name: string,
  args: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const response = await fetch(`${api.url}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { apikey: api.publishableKey, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(args),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** Reads or changes a table over HTTP with the publishable key. */
export async function rest<T = Refused>(
  api: Api,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<Answer<T>> {
  const response = await fetch(`${api.url}/rest/v1/${path}`, {
    method,
    headers: { apikey: api.publishableKey, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
}
