export type FileFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'pdf';

export const proofFormats = ['jpeg', 'png', 'webp', 'heic', 'pdf'] as const satisfies FileFormat[];
/** What the media library takes. */
export const pictureFormats = ['jpeg', 'png', 'webp', 'avif', 'heic'] as const satisfies FileFormat[];

const PNG = '\x89PNG\r\n\x1a\n';
/** Brands that heic-decode opens. */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1'];

/** Number of leading bytes that identify the format. */
export const SIGNATURE_LENGTH = 12;

/** The format according to the first bytes, or null if it is not one of these. Browsers also check before an upload. */
export function recogniseFormat<Format extends FileFormat>(
  bytes: Uint8Array,
  accepted: readonly Format[],
): Format | null {
  const format = formatOf(bytes);
  return accepted.find((each) => each === format) ?? null;
}

function formatOf(bytes: Uint8Array): FileFormat | null {
  if (textAt(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (textAt(bytes, 0, 8) === PNG) return 'png';
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'webp';
  if (textAt(bytes, 0, 5) === '%PDF-') return 'pdf';
  if (textAt(bytes, 4, 4) !== 'ftyp') return null;
  const brand = textAt(bytes, 8, 4);
  if (brand === 'avif') return 'avif';
  return HEIC_BRANDS.includes(brand) ? 'heic' : null;
}

/**
 * Where the picture ends according to its own structure. Null if no end is found: then the decoder decides whether the
 * picture is complete. Nothing is decoded, so the result for a damaged file may be wrong, but it never throws.
 */
export function endOfPicture(bytes: Buffer, format: FileFormat): number | null {
  const end = endOf[format](bytes);
  return end !== null && end <= bytes.length ? end : null;
}

const endOf: Record<FileFormat, (bytes: Buffer) => number | null> = {
  jpeg: endOfJpeg,
  png: endOfPng,
  webp: (bytes) => 8 + bytes.readUInt32LE(4),
  avif: endOfBoxes,
  heic: endOfBoxes,
  pdf: endOfPdf,
};

/** Skips segments by length, so that the end of an EXIF thumbnail is not taken for the picture's. */
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

/**
 * Boxes have no end marker. The first one that does not fit is not part of the picture, or the file is truncated, which
 * the decoder reports.
 */
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

/** A PDF has one %%EOF per revision; the last one counts. */
function endOfPdf(bytes: Buffer): number | null {
  const at = bytes.lastIndexOf('%%EOF');
  return at < 0 ? null : at + 5;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
