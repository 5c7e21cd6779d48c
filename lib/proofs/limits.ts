/** Limits that the upload form can state in advance. The server enforces them by the content: lib/proofs/picture.ts. */
export const PROOF_LIMITS = {
  maxBytes: 5 * 1024 * 1024,
  /** For `<input accept>`. Includes extensions, because some Android pickers have no type for HEIC. */
  accept:
    'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.jpg,.jpeg,.png,.webp,.heic,.heif,.pdf',
  /** The largest phone sensors have 8,192 × 6,144 pixels. */
  maxPixels: 52_000_000,
  /** Enough for a statement of several months; a longer file is no proof of one transfer. */
  maxPages: 50,
} as const;

/** The reasons for which the browser refuses a file before it is sent. */
export const fileReasons = ['file_required', 'file_too_large', 'not_a_picture', 'upload_not_found'] as const;
export type FileReason = (typeof fileReasons)[number];
