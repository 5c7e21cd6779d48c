export type ProofFormat = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf';

const PNG = '\x89PNG\r\n\x1a\n';
/** What heic-decode opens. */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1'];

/** So many of a file's first bytes say what it is. */
export const SIGNATURE_LENGTH = 12;

/** The format that the first bytes promise, or null when it is none that we take. Browsers ask, too, before they send it. */
export function recogniseFormat(bytes: Uint8Array): ProofFormat | null {
  if (textAt(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (textAt(bytes, 0, 8) === PNG) return 'png';
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'webp';
  if (textAt(bytes, 0, 5) === '%PDF-') return 'pdf';
  if (textAt(bytes, 4, 4) === 'ftyp' && HEIC_BRANDS.includes(textAt(bytes, 8, 4))) return 'heic';
  return null;
}

/**
 * Where the picture ends by its own structure, whatever may follow; null when no end is found: whether it is whole is then
 * for its decoder to say. Nothing is decoded, so what is said here of a damaged file may be wrong, but it never throws.
 */
export function endOfPicture(bytes: Buffer, format: ProofFormat): number | null {
  const end = endOf[format](bytes);
  return end !== null && end <= bytes.length ? end : null;
}

const endOf: Record<ProofFormat, (bytes: Buffer) => number | null> = {
  jpeg: endOfJpeg,
  png: endOfPng,
  webp: (bytes) => 8 + bytes.readUInt32LE(4),
  heic: endOfBoxes,
  pdf: endOfPdf,
};

/** Segments are stepped over by their length, so that an EXIF thumbnail's end is not taken for the picture's. */
function endOfJpeg(bytes: Buffer): number | null {
  let at = 2;
  while (true) {
    at = bytes.indexOf(0xff, at);
    const marker = bytes[at + 1];
    if (at < 0 || marker === undefined) return null;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    // stuffed bytes of compressed data, TEM, restarts and a second start have no length
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (at + 4 > bytes.length) return null;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
}

function endOfPng(bytes: Buffer): number | null {
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const isLast = textAt(bytes, at + 4, 4) === 'IEND';
    at += 12 + bytes.readUInt32BE(at);
    if (isLast) return at;
  }
  return null;
}

/** Boxes need no last one: the first that does not fit is no longer of the picture (or cut off: the decoder will say). */
function endOfBoxes(bytes: Buffer): number {
  let at = 0;
  while (at + 8 <= bytes.length) {
    let size = bytes.readUInt32BE(at);
    if (size === 0 && textAt(bytes, at + 4, 4) === 'mdat') return bytes.length;
    if (size === 1 && at + 16 <= bytes.length) size = Number(bytes.readBigUInt64BE(at + 8));
    if (size < 8 || at + size > bytes.length) return at;
    at += size;
  }
  return at;
}

/** A PDF that was changed holds one %%EOF for each time; the last one counts. */
function endOfPdf(bytes: Buffer): number | null {
  const at = bytes.lastIndexOf('%%EOF');
  return at < 0 ? null : at + 5;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
