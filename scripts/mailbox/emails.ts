import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const addresses = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(50)])
  .transform((value) => [value].flat());

/** An email in the format of Resend's API: https://resend.com/docs/api-reference/emails/send-email */
export const newEmailSchema = z
  .object({
    from: z.string().min(1),
    to: addresses,
    cc: addresses.optional(),
    bcc: addresses.optional(),
    reply_to: addresses.optional(),
    subject: z.string().min(1),
    html: z.string().optional(),
    text: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  })
  .refine((email) => email.html !== undefined || email.text !== undefined, {
    error: 'Missing `html` or `text` field.',
  });

const emailSchema = newEmailSchema.and(z.object({ id: z.string(), created_at: z.string() }));

export type NewEmail = z.infer<typeof newEmailSchema>;
export type Email = z.infer<typeof emailSchema>;

const entrySchema = z.object({
  emails: z.array(emailSchema),
  /** The sender's idempotency key and the hash of its request. */
  key: z.string().optional(),
  request: z.string().optional(),
});

/** The idempotency key was already used for other emails. */
export class KeyReused extends Error {}

/** Stores all received emails in one file, one line per request, so that a batch is stored as a whole or not at all. */
export class Emails {
  private readonly file: string;
  private emails: Email[] = [];
  private keys = new Map<string, { request: string; ids: string[] }>();

  constructor(folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, 'emails.jsonl');
    const lines = fs.existsSync(this.file)
      ? fs.readFileSync(this.file, 'utf8').split('\n').filter(Boolean)
      : [];
    for (const line of lines) this.remember(line);
  }

  /** Returns the ids. The same key with the same emails stores nothing again; with other emails it throws KeyReused. */
  add(emails: NewEmail[], key?: string): string[] {
    const request = createHash('sha256').update(JSON.stringify(emails)).digest('hex');
    const earlier = key === undefined ? undefined : this.keys.get(key);
    if (earlier && earlier.request !== request) throw new KeyReused();
    if (earlier) return earlier.ids;
    const created_at = new Date().toISOString();
    const stored = emails.map((email) => ({ ...email, id: randomUUID(), created_at }));
    const line = JSON.stringify({ emails: stored, key, request });
    // The line break comes first, because the last line may be incomplete.
    fs.appendFileSync(this.file, `\n${line}`, { mode: 0o600 });
    this.remember(line);
    return stored.map((email) => email.id);
  }

  /** Newest first; only emails sent to `address` if given. */
  list(address?: string): Email[] {
    const wanted = address?.trim().toLowerCase();
    const emails = wanted ? this.emails.filter((email) => reaches(email, wanted)) : this.emails;
    return emails.toReversed();
  }

  find(id: string): Email | undefined {
    return this.emails.find((email) => email.id === id);
  }

  clear() {
    fs.writeFileSync(this.file, '', { mode: 0o600 });
    this.emails = [];
    this.keys.clear();
  }

  private remember(line: string) {
    const entry = parse(line);
    if (!entry) return;
    this.emails.push(...entry.emails);
    if (entry.key === undefined || entry.request === undefined) return;
    this.keys.set(entry.key, { request: entry.request, ids: entry.emails.map((email) => email.id) });
  }
}

/** Null for an incomplete line: the program was killed while writing it, and the sender got no response. */
function parse(line: string): z.infer<typeof entrySchema> | null {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function reaches(email: Email, wanted: string): boolean {
  const recipients = [...email.to, ...(email.cc ?? []), ...(email.bcc ?? [])];
  return recipients.some((address) => address.toLowerCase().includes(wanted));
}
