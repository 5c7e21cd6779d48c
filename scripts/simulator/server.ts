import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { api } from './api.ts';
import { assets } from './assets.ts';
import { checkout } from './checkout.ts';
import { startClock } from './clock.ts';
import { control } from './control.ts';
import { panel } from './panel.ts';
import { Simulator, type SimulatorOptions } from './simulator.ts';

export type ServerOptions = Omit<SimulatorOptions, 'publicUrl'> & {
  /** 0 means any free port. */
  port: number;
  /** The URL for the payer's browser; by default the program's own address. */
  publicUrl?: string | undefined;
};

export type PaystackServer = { url: string; close: () => Promise<void> };

/** Starts the simulator on 127.0.0.1. Rejects when the port is in use or the key is not a test key. */
export async function startPaystack(options: ServerOptions): Promise<PaystackServer> {
  const app = new Hono();
  const server = createAdaptorServer({ fetch: app.fetch });
  const stopServer = () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if ('closeAllConnections' in server) server.closeAllConnections();
    return closed;
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const sim = new Simulator({ ...options, publicUrl: options.publicUrl ?? url });
    app.get('/health', (c) => c.json({ status: 'ok' }));
    for (const part of [checkout(sim), control(sim), panel(sim), assets()]) app.route('/', part);
    app.route('/', api(sim));
    app.notFound((c) => c.json({ status: false, message: 'Not found' }, 404));
    const stopClock = startClock(sim);
    const close = async () => {
      stopClock();
      await stopServer();
      await sim.close();
    };
    return { url, close };
  } catch (error) {
    await stopServer();
    throw error;
  }
}
