import 'server-only';
import { Worker } from 'node:worker_threads';

export type RenderJob = { format: 'heic' | 'pdf'; bytes: Uint8Array };
/** RGBA, eight bits each. */
export type RenderedPage = { width: number; height: number; data: Uint8Array<ArrayBuffer> };
export type Rendered =
  | { pages: RenderedPage[] }
  | { refused: 'unreadable_picture' | 'picture_too_large' | 'too_many_files' };
/** Whose file it is: its order, and the network address that it came from; null where nobody knows that. */
export type Sender = { order: string; client: string | null };

/** Of work, however long that takes on a busy machine. Honest files need a second or two. */
const QUICK_SECONDS = 4;
const SLOW_SECONDS = 10;
/** A file keeps its lane for so many times its seconds of work at most. */
const MAX_SLOWNESS = 3;
/** More at once would take all the memory there is. */
const quick = makeLane(2);
const slow = makeLane(1);
/** So that nobody waits for longer than a page may take to answer. */
const MAX_WAITING = 8;
const MAX_SLOW_WAITING = 2;
/** One that is drawn and one that waits. */
const MAX_OF_ORDER = 2;
/** A mobile carrier puts thousands of shoppers behind one address. */
const MAX_OF_CLIENT = 4;

const senders = new Set<Sender>();

/**
 * The pixels of a HEIC or of the first pages of a PDF. Their decoders are WebAssembly and block the thread they run in, for
 * as long as a crafted file likes: so each file gets a thread of its own, which can be stopped, whose memory goes with it,
 * and whose crash is only this file's. A file that is not drawn soon makes way, and begins again in a lane for such files: behind
 * however many of them, an honest file waits for seconds. Refuses `too_many_files` where too many wait already.
 * Throws when the decoders themselves cannot be loaded.
 */
export async function render(job: RenderJob, sender: Sender): Promise<Rendered> {
  const of = (field: keyof Sender) => [...senders].filter((other) => other[field] === sender[field]).length;
  if (
    quick.waiting() >= MAX_WAITING ||
    of('order') >= MAX_OF_ORDER ||
    (sender.client !== null && of('client') >= MAX_OF_CLIENT)
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

/** Does so much work at a time, and the rest in the order in which it came. */
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

/** Null where it was not done in time. */
function renderInThread(job: RenderJob, seconds: number): Promise<Rendered | null> {
  // Decoders grumble about broken files on stdout; taken and left unread, it stays out of the log.
  const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
    workerData: job,
    stdout: true,
    stderr: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Rendered | null>();
  const startedAt = performance.now();
  const clock = setInterval(async () => {
    const isSlow = performance.now() - startedAt > seconds * 1000 * MAX_SLOWNESS;
    // a thread that has just ended has told so already
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
