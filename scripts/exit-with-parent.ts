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

// Next hands its Node options on to processes and threads of its own, whose stdin may be closed from the start. They end
// with it, so the mark that makes a program a part of the stack is not for them.
if (isMainThread && process.env.IS_PART === '1') {
  delete process.env.IS_PART;
  process.stdin.resume().once('end', stop).once('error', stop);
  if ('unref' in process.stdin) process.stdin.unref();
}
