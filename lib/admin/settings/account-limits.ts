/** A QR picture is far smaller; server actions accept 6 MB for a whole form (next.config.ts). */
export const QR_LIMITS = { maxBytes: 900 * 1024, accept: 'image/png,image/jpeg,image/webp' } as const;
