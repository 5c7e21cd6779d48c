/** What lies in the inbox: what the gateway told us, by what became of it, and mails that could not be sent. */
export const inboxViews = ['all', 'failing', 'dead', 'mails'] as const;

export type InboxView = (typeof inboxViews)[number];

/** `?view=` as somebody may have typed it. */
export const inboxViewOf = (text: unknown): InboxView => inboxViews.find((view) => view === text) ?? 'all';

/** A webhook as far as it says how it stands. */
type WebhookTimes = {
  processed_at: string | null;
  dead_at: string | null;
  attempts: number;
  last_error: string | null;
};

/** `failing`: it is tried again by itself, less and less often. At its first try it may be worked on at this moment. */
export function webhookStatus({ processed_at, dead_at, attempts, last_error }: WebhookTimes) {
  if (processed_at) return 'done';
  if (dead_at) return 'dead';
  return attempts > 1 || (attempts === 1 && last_error !== null) ? 'failing' : 'waiting';
}

/** The number of the order whose attempt has this reference: ours begin with it. Null for a reference that is none of ours. */
export function orderOfReference(reference: string | null): string | null {
  return /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})-/.exec(reference ?? '')?.[1] ?? null;
}
