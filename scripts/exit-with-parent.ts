import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into every part of the local stack with `node --import`. A part's stdin is a pipe that only the program which
 * started it holds open, so it closes when that program ends, however it ended: `kill -9` leaves nobody behind.
 * The part is then asked to stop as by hand, so that its own orderly stop runs.
 */
const GRACE_MS = 4_000;

function stop() {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}

// A worker thread has no stdin of its own: to it the pipe would look closed from the start.
if (isMainThread) {
  process.stdin.resume().once('end', stop).once('error', stop);
  if ('unref' in process.stdin) process.stdin.unref();
}
