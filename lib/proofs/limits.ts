/** What the upload form may say beforehand. The server judges by content alone: lib/proofs/picture.ts. */
export const PROOF_LIMITS = {
  maxBytes: 5 * 1024 * 1024,
  /** For `<input accept>`. Extensions too, since some Android pickers know no type for HEIC. */
  accept:
    'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.jpg,.jpeg,.png,.webp,.heic,.heif,.pdf',
  /** The largest sensors of phones read out 8,192 × 6,144. */
  maxPixels: 52_000_000,
  /** A statement of a few months is honest; a book is no proof of one transfer. */
  maxPages: 50,
} as const;
