/** The stages of `list_refunds`, in the order in which they want somebody. */
export const refundViews = {
  waiting: 'To approve',
  attention: 'Need attention',
  under_way: 'Under way',
  all: 'All',
} as const;

export type RefundView = keyof typeof refundViews;

/** `?view=` as somebody may have typed it. */
export const refundViewOf = (text: unknown): RefundView =>
  typeof text === 'string' && Object.hasOwn(refundViews, text) ? (text as RefundView) : 'waiting';
