import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './part.ts';
import { step } from './progress.mjs';
import { AlreadyRunning, type Lock, takeLock } from './shop/lock.ts';
import { openShop } from './shop/open.ts';
import { screenOf } from './shop/screen.ts';
import { choosePorts, clearShop } from './shop/settings.ts';

/**
 * Runs a whole shop on this computer, with nothing but Node.js:
 *
 *   npm run shop              serves the production build
 *   npm run shop -- --dev     with hot reload
 *   npm run shop -- --port N  the shop's port (or PORT=N)
 *   npm run shop -- --reset   deletes this folder's orders, emails and uploads first
 *
 * It stores everything in .local (or LOCAL_DIR). See docs/local-stack.md.
 */
const HELP = 'npm run shop -- [--dev] [--port N] [--reset]';

const dir = path.resolve(root, process.env.LOCAL_DIR ?? '.local');

async function main() {
  const startedAt = Date.now();
  const { isDev, isReset, port } = readFlags();
  const lock = takeLockOrExit(isReset);
  process.once('exit', lock.release);
  const stopping = stopSignal();
  if (isReset) clearShop(dir);

  const ports = await choosePorts({
    dir,
    first: 4000,
    shop: port,
    isAfterCrash: lock.isAfterCrash,
    say: console.log,
  });
  const distDir = process.env.NEXT_DIST_DIR ?? '.next';
  const shop = await openShop({ dir, distDir, ports, isDev, isDurable: true, step, signal: stopping }).catch(
    (error) => {
      if (stopping.aborted) process.exit(0);
      throw error;
    },
  );
  const screen = screenOf(shop);
  lock.show(screen);
  console.log(`\nReady after ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n${screen}`);

  const stopped = new Promise<null>((resolve) => stopping.addEventListener('abort', () => resolve(null)));
  const broken = await Promise.race([stopped, shop.broken]);
  if (broken && !stopping.aborted) {
    await shop.close();
    throw new Error(
      `The ${broken.name} exited unexpectedly, so everything was stopped.\n${broken.lastWords()}`,
    );
  }
  await step('Stop (all data is kept)', shop.close);
  process.exit(0);
}

function readFlags(): { isDev: boolean; isReset: boolean; port: number | undefined } {
  try {
    const flags = { dev: { type: 'boolean' }, reset: { type: 'boolean' }, port: { type: 'string' } } as const;
    const { dev = false, reset = false, port = process.env.PORT } = parseArgs({ options: flags }).values;
    if (port !== undefined && !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
      throw new Error(`"${port}" is not a valid port.`);
    }
    return { isDev: dev, isReset: reset, port: port === undefined ? undefined : Number(port) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${HELP}`);
    process.exit(1);
  }
}

function takeLockOrExit(isReset: boolean): Lock {
  try {
    return takeLock(dir);
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    const { pid, since, screen } = error.running;
    console.log(
      `${error.message} It was started at ${new Date(since).toLocaleTimeString()} (process ${pid}).`,
    );
    console.log(screen ?? 'It is still starting.');
    // The reset did not happen, so the command failed.
    process.exit(isReset ? 1 : 0);
  }
}

/** Aborts on Ctrl-C, SIGTERM and SIGHUP, and when npm, our parent, was killed and could not forward the signal. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => process.ppid !== parent && stopping.abort(), 500).unref();
  }
  return stopping.signal;
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
});
