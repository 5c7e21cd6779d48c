/** The stages of `list_refunds`, in the order in which they want somebody. */
export const refundViews = ['waiting', 'attention', 'under_way', 'all'] as const;

export type RefundView = (typeof refundViews)[number];

/** `?view=` as somebody may have typed it. */
export const refundViewOf = (text: unknown): RefundView =>
  refundViews.find((view) => view === text) ?? 'waiting';
