const MEGABYTES = 20;

/** What the upload form can check in advance. The server checks the content: lib/media/picture.ts. */
export const MEDIA_LIMITS = {
  megabytes: MEGABYTES,
  maxBytes: MEGABYTES * 1024 * 1024,
  /** For `<input accept>`. Includes extensions, because some Android pickers have no type for HEIC. */
  accept:
    'image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.jpg,.jpeg,.png,.webp,.avif,.heic,.heif',
} as const;
