/** The refusal that the browser itself answers to a form. By itself, so that no page has to load the words of all others for it. */
export const unreachable = {
  ok: false,
  reason: 'unreachable',
  message: 'We could not reach the shop. Check your connection, then try again.',
} as const;
