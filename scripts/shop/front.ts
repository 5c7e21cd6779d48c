import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Loaded into the app's process before Next. Does what the proxy in front of a deployed shop does: writes into X-Forwarded-For from
 * where a request really comes, whatever it says itself. All of this computer's own addresses are one.
 */
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage };
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  request.headers['x-forwarded-for'] = /^127\./.test(address) ? '127.0.0.1' : address;
});
