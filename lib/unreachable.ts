/** The refusal that the browser itself shows for a form. In its own file, so that pages need not load all other refusals. */
export const unreachable = {
  ok: false,
  reason: 'unreachable',
  message: 'We could not reach the shop. Check your connection, then try again.',
} as const;
