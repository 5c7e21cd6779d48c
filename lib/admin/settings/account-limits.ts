/** A server action accepts at most 1 MB for the whole form; a QR picture is far smaller. */
export const QR_LIMITS = { maxBytes: 900 * 1024, accept: 'image/png,image/jpeg,image/webp' } as const;
