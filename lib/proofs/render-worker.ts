/** The thread that lib/proofs/render.ts starts for one file: decodes a HEIC or renders a PDF, posts the pixels, and ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { PROOF_LIMITS } from './limits.ts';
import type { Rendered, RenderedPage, RenderJob } from './render';

const MAX_DRAWN_PAGES = 3;
const MAX_PIXELS_A_PAGE = 8_000_000;
const DOTS_PER_POINT = 150 / 72;

/** By default the decoders would use up to two gigabytes; the largest real photo needs a quarter of that. */
const MAX_WASM_BYTES = 512 * 1024 * 1024;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function growWithin(pages: number) {
  if (this.buffer.byteLength + pages * 65_536 > MAX_WASM_BYTES) throw new RangeError('too much memory');
  return grow.call(this, pages);
};

const { format, bytes } = workerData as RenderJob;
answer(format === 'heic' ? await renderHeic() : await renderPdf());

function answer(rendered: Rendered) {
  parentPort?.postMessage(
    rendered,
    'pages' in rendered ? rendered.pages.map((page) => page.data.buffer) : [],
  );
}

/** The first picture of the file, rotated as its metadata says. */
async function renderHeic(): Promise<Rendered> {
  const { all } = await import('heic-decode');
  // Some of its errors are thrown in timers, where no caller can catch them.
  process.on('uncaughtException', () => answer({ refused: 'unreadable_picture' }));
  try {
    const [picture] = await all({ buffer: bytes });
    if (!picture) return { refused: 'unreadable_picture' };
    if (isTooLarge(picture.width, picture.height)) return { refused: 'picture_too_large' };
    const { width, height, data } = await picture.decode();
    return { pages: [{ width, height, data: new Uint8Array(data.buffer) }] };
  } catch {
    return { refused: 'unreadable_picture' };
  }
}

/** The first pages as displayed: scripts do not run, attachments stay closed. */
async function renderPdf(): Promise<Rendered> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const count = document.getPageCount();
    if (count > PROOF_LIMITS.maxPages) return { refused: 'picture_too_large' };
    const sheets = Array.from({ length: Math.min(count, MAX_DRAWN_PAGES) }, (_, index) => {
      const page = document.getPage(index);
      const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
      return { page, width: width * DOTS_PER_POINT, height: height * DOTS_PER_POINT };
    });
    if (sheets.some(({ width, height }) => isTooLarge(width, height)))
      return { refused: 'picture_too_large' };
    const pages: RenderedPage[] = [];
    for (const { page, width, height } of sheets) {
      const shrink = Math.min(1, Math.sqrt(MAX_PIXELS_A_PAGE / (width * height)));
      const drawn = await page.render({ scale: DOTS_PER_POINT * shrink });
      pages.push({ width: drawn.width, height: drawn.height, data: new Uint8Array(drawn.data) });
    }
    return pages.length > 0 ? { pages } : { refused: 'unreadable_picture' };
  } catch {
    return { refused: 'unreadable_picture' };
  }
}

function isTooLarge(width: number, height: number): boolean {
  return width * height > PROOF_LIMITS.maxPixels;
}
