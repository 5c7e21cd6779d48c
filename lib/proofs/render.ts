import 'server-only';
import { Worker } from 'node:worker_threads';

export type RenderJob = { format: 'heic' | 'pdf'; bytes: Uint8Array };
/** RGBA, eight bits each. */
export type RenderedPage = { width: number; height: number; data: Uint8Array<ArrayBuffer> };
export type Rendered = { pages: RenderedPage[] } | { refused: 'unreadable_picture' | 'picture_too_large' };

const SECONDS = 20;
let turn: Promise<unknown> = Promise.resolve();

/**
 * The pixels of a HEIC or of the first pages of a PDF. Their decoders are WebAssembly and block the thread they run in, for
 * as long as a crafted file likes: so each file gets a thread of its own, which can be stopped, whose memory goes with it,
 * and whose crash is only this file's. One at a time, or a few large photos together would take all the memory there is.
 * Throws when the decoders themselves cannot be loaded.
 */
export function render(job: RenderJob): Promise<Rendered> {
  const rendered = turn.then(() => renderInThread(job));
  turn = rendered.catch(() => undefined);
  return rendered;
}

function renderInThread(job: RenderJob): Promise<Rendered> {
  // Decoders grumble about broken files on stdout; taken and left unread, it stays out of the log.
  const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
    workerData: job,
    stdout: true,
    stderr: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Rendered>();
  const clock = setTimeout(() => resolve({ refused: 'picture_too_large' }), SECONDS * 1000);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => resolve({ refused: 'unreadable_picture' }));
  return promise.finally(() => {
    clearTimeout(clock);
    return worker.terminate();
  });
}
