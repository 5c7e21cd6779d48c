/** Views of the inbox: webhooks by status, and emails that could not be sent. */
export const inboxViews = ['all', 'failing', 'dead', 'emails'] as const;

export type InboxView = (typeof inboxViews)[number];

/** Parses the untrusted `?view=`. */
export const inboxViewOf = (text: unknown): InboxView => inboxViews.find((view) => view === text) ?? 'all';

/** The fields of a webhook that determine its status. */
type WebhookFacts = {
  processed_at: string | null;
  dead_at: string | null;
  attempts: number;
  last_error: string | null;
};

/**
 * `failing`: it is retried automatically, with growing delays. A webhook on its first attempt may be in progress
 * right now.
 */
export function webhookStatus({ processed_at, dead_at, attempts, last_error }: WebhookFacts) {
  if (processed_at) return 'done';
  if (dead_at) return 'dead';
  return attempts > 1 || (attempts === 1 && last_error !== null) ? 'failing' : 'waiting';
}

/** The order number at the start of a payment reference; null for a reference in another format. */
export function orderOfReference(reference: string | null): string | null {
  return /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})-/.exec(reference ?? '')?.[1] ?? null;
}
