import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Endpoint, Settings } from './settings.ts';
import type { Simulator } from './simulator.ts';

export type Bindings = { Bindings: HttpBindings };

type Subject = Parameters<Simulator['settingsOf']>[0];

/**
 * Makes an endpoint fail according to the settings; FAULTS in settings.ts says which kinds still do the work. `find`
 * returns the transaction of a request, which decides which shop's settings apply.
 */
export function faulty(
  sim: Simulator,
  endpoint: Endpoint,
  find: (c: Context<Bindings>) => Subject | Promise<Subject>,
) {
  return createMiddleware<Bindings>(async (c, next) => {
    const transaction = await find(c);
    const kind = nextFault(sim, sim.settingsOf(transaction).endpoints[endpoint]);
    const reset = (): Response => {
      const { socket } = c.env.incoming;
      if ('resetAndDestroy' in socket) socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    };
    switch (kind) {
      case 'none':
        return next();
      case 'error_500':
        return c.json(
          { status: false, message: 'An error occurred', type: 'api_error', code: 'unknown' },
          500,
        );
      case 'html_502':
        return c.html(
          '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
          502,
        );
      case 'limit_429':
        c.header('x-ratelimit-reset', '30');
        return c.json(
          { status: false, message: 'Rate limit exceeded', type: 'api_error', code: 'rate_limited' },
          429,
        );
      case 'currency_403':
        return c.json({ status: false, message: 'Currency not supported by merchant' }, 403);
      case 'false_200':
        return c.json({ status: false, message: 'Something went wrong on our side', data: null });
      case 'reset':
        return reset();
      case 'reset_after':
        await next();
        c.res = reset();
        return;
      case 'slow':
        await next();
        await new Promise((resolve) => setTimeout(resolve, sim.settingsOf(transaction).pace.slow_ms));
    }
  });
}

/** Counts a fault down if it has `next`; after the last one the endpoint works again. */
function nextFault(sim: Simulator, fault: Settings['endpoints'][Endpoint]): string {
  const { kind } = fault;
  if (fault.next === 1) fault.kind = 'none';
  return sim.hits(fault) ? kind : 'none';
}
