import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into every part of the local stack with `node --import`. Only the parent holds the pipe to a part's stdin open, so it
 * closes however the parent ends: even `kill -9` leaves no part running. The part then gets SIGTERM, so that its own shutdown
 * runs.
 */
const GRACE_MS = 4_000;

function stop() {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}

// Next passes its Node options on to its own child processes and threads, whose stdin may be closed from the start. They
// end with Next, so they must not inherit IS_PART.
if (isMainThread && process.env.IS_PART === '1') {
  delete process.env.IS_PART;
  process.stdin.resume().once('end', stop).once('error', stop);
  if ('unref' in process.stdin) process.stdin.unref();
}
