import 'server-only';
import type { PostgrestError } from '@supabase/supabase-js';
import type { ZodError } from 'zod';
import { currentPlace } from '@/lib/shops/current';
import { defaultLocale } from '@/lib/shops/locales';
import { fieldErrors, fieldMessage } from './field-messages';
import { type Messages, messages, type Translator, translatorFor } from './messages/messages';

/**
 * Every reason with which the database, an action or a route refuses. Reasons are the contract with other programs; their texts
 * (`lib/messages/refusals.en.json`) may change. `refusals.test.ts` reads the migrations and fails when a reason has no text.
 */
export type Reason = keyof Messages['refusals']['reasons'];

export const isReason = (text: string): text is Reason =>
  Object.hasOwn(messages[defaultLocale].refusals.reasons, text);

export type Refused = {
  ok: false;
  reason: Reason;
  /** Shown to the user in a `role="alert"`. */
  message: string;
  /** Problems by field name, shown at their fields. */
  fields?: Record<string, string>;
  /** Details from the database: for `sold_out`, for example, the lines with too little stock. */
  details?: unknown;
};

/** A refusal without its text. `field`: the form field that also shows the text. */
export type Codes = { reason: Reason; field?: string; details?: unknown };

type Extra = Omit<Codes, 'reason'> & Pick<Refused, 'fields'>;

/** A refusal with its text in the language of the request. */
export const refuse = async (reason: Reason, extra?: Extra): Promise<Refused> =>
  refusedIn(await translatorOfRequest(), reason, extra);

const translatorOfRequest = async () => translatorFor((await currentPlace()).locale, 'refusals');

/** A refusal with its text from `t`. */
export function refusedIn(
  t: Translator<'refusals'>,
  reason: Reason,
  { field, fields, details }: Extra = {},
): Refused {
  const seconds = (details as { retry_after?: number } | undefined)?.retry_after;
  const message = seconds
    ? t('tooManyRequestsUntil', { minutes: Math.ceil(seconds / 60) })
    : t(`reasons.${reason}`);
  return { ok: false, reason, message, fields: field ? { [field]: message } : fields, details };
}

/**
 * Reads a refusal of the database; null for any other error. `lib/supabase/rpc.ts` throws both kinds. A field that no form
 * shows is left out: the message is then shown only above the form.
 */
export function refusalOf(
  error: Pick<PostgrestError, 'message' | 'code' | 'details' | 'hint'>,
): Codes | null {
  // Postgres cannot store this text. `lib/text.ts` removes it first; where it misses some, nothing was written.
  if (isUnstorable(error)) return { reason: 'invalid_text' };
  if (!/^PT[0-9]{3}$/.test(error.code) || !isReason(error.message)) return null;
  return {
    reason: error.message,
    field: error.hint && !UNSEEN_FIELDS.has(error.hint) ? error.hint : undefined,
    details: error.details ? JSON.parse(error.details) : undefined,
  };
}

/**
 * Whether Postgres refused characters that it cannot store, U+0000 or a lone surrogate: 22021 in text, 22P05 for
 * `\u0000` in JSON, 22P02 for `\ud800` in JSON. 22P02 has other causes too, so its message is compared.
 */
const isUnstorable = ({ code, message }: { code: string; message: string }) =>
  code === '22021' ||
  code === '22P05' ||
  (code === '22P02' && message === 'invalid input syntax for type json');

/**
 * Fields without an error message of their own: hidden fields, checkboxes and buttons, and parameters that are not
 * form fields. forms.test.ts fails if the database or a schema names a field that is neither here nor known to show
 * its error.
 */
export const UNSEEN_FIELDS: ReadonlySet<string> = new Set([
  ...[
    'command',
    'id',
    'order_id',
    'refund_id',
    'intent_id',
    'variant_id',
    'line_id',
    'answers',
    'product_id',
    'option.1',
    'option.2',
    'option.3',
    'address_id',
    'cart_token',
    'idempotency_key',
  ],
  ...[
    'gateway',
    'gateway_refund_id',
    'currency',
    'mode',
    'method',
    'expected_total_minor',
    'expected_lines',
    'file_path',
  ],
  ...[
    'state',
    'to_state',
    'stage',
    'view',
    'sort',
    'step',
    'by',
    'chosen',
    'separation_of_duties',
    'picks',
    'orders',
    'mapping',
  ],
  // of an imported file or its products: the page of the import shows their errors by line
  ...['file_name', 'rows', 'columns', 'sku', 'price_minor', 'pictures', 'status'],
  ...[
    'another',
    'even_if_short',
    'names_compared',
    'is_active',
    'without_qr',
    'is_enabled',
    'requires_acceptance',
    'accept_by_link',
    'accepts_free_orders',
  ],
  ...['refund', 'dispute', 'products', 'product_ids', 'change'],
  ...['upload_id', 'media_id', 'remove_uses', 'focal_x', 'focal_y', 'after', 'view', 'sort'],
]);

/** Turns zod issues into field errors; `invalid_form` if one of them is about a hidden field. */
export async function invalid(error: ZodError): Promise<Refused> {
  const isUnseen = ({ path, message }: { path: PropertyKey[]; message: string }) =>
    message === INVALID_FORM || UNSEEN_FIELDS.has(String(path[0]));
  if (error.issues.some(isUnseen)) return refuse('invalid_form');
  return refuse('invalid_input', { fields: fieldErrors(await translatorOfRequest(), error) });
}

const INVALID_FORM: string = fieldMessage('reasons.invalid_form');
