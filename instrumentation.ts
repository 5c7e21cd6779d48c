import type { Instrumentation } from 'next';

/** Fails the start of a deployment whose settings are missing or invalid. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('./lib/env')).env();
}

/** Logs every unexpected error of a request with the digest that the visitor sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { logError } = await import('./lib/log');
  const id = request.headers['x-request-id'];
  logError('request_failed', error, {
    request_id: Array.isArray(id) ? id[0] : id,
    digest: error instanceof Error && 'digest' in error ? String(error.digest) : null,
    method: request.method,
    route: context.routePath,
  });
};
