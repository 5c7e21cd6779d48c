import type { Instrumentation } from 'next';

/** A deployment with a missing or wrong setting does not start. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('./lib/env')).env();
}

/** Every bug that a request met, with the id that its visitor was shown. */
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
