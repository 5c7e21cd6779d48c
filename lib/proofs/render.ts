import 'server-only';
import { Worker } from 'node:worker_threads';

export type RenderJob = { format: 'heic' | 'pdf'; bytes: Uint8Array };
/** RGBA, eight bits each. */
export type RenderedPage = { width: number; height: number; data: Uint8Array<ArrayBuffer> };
export type Rendered =
  | { pages: RenderedPage[] }
  | { refused: 'unreadable_picture' | 'picture_too_large' | 'too_many_files' };
/** The sender of a file: its order and network address; null if unknown. */
export type Sender = { order: string; client: string | null };

/** CPU seconds, independent of how busy the machine is. Normal files need a second or two. */
const QUICK_SECONDS = 4;
const SLOW_SECONDS = 10;
/** A file may occupy its lane for this multiple of its CPU seconds. */
const MAX_SLOWNESS = 3;
/** More threads would exhaust the memory. */
const quick = makeLane(2);
const slow = makeLane(1);
/** So few that no request waits longer than a page may take to respond. */
const MAX_WAITING = 8;
const MAX_SLOW_WAITING = 2;
/** One being rendered and one waiting. */
const MAX_OF_ORDER = 2;
/** A mobile carrier puts thousands of shoppers behind one address. */
const MAX_OF_CLIENT = 4;

const senders = new Set<Sender>();

/**
 * Renders a HEIC or the first pages of a PDF to pixels. The decoders are WebAssembly and block their thread for as long as a crafted
 * file wants. So each file gets its own thread, which can be stopped, frees its memory, and crashes alone. A file that takes long is
 * stopped and starts again in the slow lane, so that normal files wait only seconds, however many slow ones there are. Refuses
 * `too_many_files` if too many wait already. Throws if the decoders cannot be loaded.
 */
export async function render(job: RenderJob, sender: Sender): Promise<Rendered> {
  const same = (field: keyof Sender) => [...senders].filter((other) => other[field] === sender[field]).length;
  if (
    quick.waiting() >= MAX_WAITING ||
    same('order') >= MAX_OF_ORDER ||
    (sender.client !== null && same('client') >= MAX_OF_CLIENT)
  )
    return { refused: 'too_many_files' };
  const own = { ...sender };
  senders.add(own);
  try {
    const soon = await quick.take(() => renderInThread(job, QUICK_SECONDS));
    if (soon) return soon;
    if (slow.waiting() >= MAX_SLOW_WAITING) return { refused: 'too_many_files' };
    return (await slow.take(() => renderInThread(job, SLOW_SECONDS))) ?? { refused: 'picture_too_large' };
  } finally {
    senders.delete(own);
  }
}

/** Runs up to `seats` tasks at a time, the others in the order in which they came. */
function makeLane(seats: number) {
  const queue: (() => void)[] = [];
  let free = seats;
  async function take<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free++;
    }
  }
  return { take, waiting: () => queue.length };
}

/** Null if it timed out. */
function renderInThread(job: RenderJob, seconds: number): Promise<Rendered | null> {
  // Decoders report broken files on stdout. Capturing the output without reading it keeps it out of the log.
  const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
    workerData: job,
    stdout: true,
    stderr: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Rendered | null>();
  const startedAt = performance.now();
  const clock = setInterval(async () => {
    const isSlow = performance.now() - startedAt > seconds * 1000 * MAX_SLOWNESS;
    // a thread that has just ended has already posted its result
    const worked = await worker.cpuUsage().catch(() => null);
    if (isSlow || (worked && worked.user + worked.system > seconds * 1_000_000)) resolve(null);
  }, 200);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => resolve({ refused: 'unreadable_picture' }));
  return promise.finally(() => {
    clearInterval(clock);
    return worker.terminate();
  });
}
