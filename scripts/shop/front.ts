import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Loaded into the app's process before Next. Replaces X-Forwarded-For with the address of the connection, as the proxy in front
 * of a deployed shop does, so that a client cannot forge it. Every address 127.x.x.x becomes 127.0.0.1.
 */
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage };
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  request.headers['x-forwarded-for'] = /^127\./.test(address) ? '127.0.0.1' : address;
});
