/** A form of ours may weigh a megabyte as a whole, and the picture of a code is far smaller. */
export const QR_LIMITS = { maxBytes: 900 * 1024, accept: 'image/png,image/jpeg,image/webp' } as const;
