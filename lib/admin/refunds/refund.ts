/** The stages of `list_refunds`, most urgent first. */
export const refundViews = ['waiting', 'attention', 'under_way', 'all'] as const;

export type RefundView = (typeof refundViews)[number];

/** Parses the untrusted `?view=`. */
export const refundViewOf = (text: unknown): RefundView =>
  refundViews.find((view) => view === text) ?? 'waiting';
