import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CHANNELS, type Transaction } from './records.ts';

type Refused = { refused: string; code: string | undefined; http: 400 | 403 };

/** The rules of https://paystack.com/docs/api/transaction/#initialize, in order. Returns the first violation, or the new transaction. */
export function readInitialize(body: Record<string, unknown>): Omit<Transaction, 'id'> | Refused {
  const refused = (
    message: string,
    code: string | undefined = 'invalid_params',
    http: 400 | 403 = 400,
  ): Refused => ({
    refused: message,
    code,
    http,
  });
  const { email, callback_url, metadata } = body;
  if (typeof email !== 'string' || email === '')
    return refused('Email Address is required', 'missing_params');
  if (!z.email().safeParse(email).success)
    return refused('Invalid Email Address Passed', 'invalid_email_address');
  if (/\.(test|example|invalid|localhost|local)$/i.test(email))
    return refused('"email" must be a valid email');

  const amount = typeof body.amount === 'string' && body.amount !== '' ? Number(body.amount) : body.amount;
  if (amount === undefined || amount === '')
    return refused('You must specify a valid amount', 'missing_params');
  if (!Number.isSafeInteger(amount)) return refused('"amount" must be an integer');
  if (Number(amount) <= 0) return refused('Invalid Amount Sent', 'invalid_amount');
  if (Number(amount) > 1_000_000_000) return refused('Transaction amount limit exceeded', 'invalid_amount');

  const currency = body.currency ?? 'NGN';
  if (typeof currency !== 'string' || !CURRENCIES.includes(currency)) {
    return { refused: 'Currency not supported by merchant', code: undefined, http: 403 };
  }
  const reference = body.reference ?? randomBytes(8).toString('hex').slice(0, 10);
  // Stricter than Paystack, which accepts an underscore although its documentation does not list it.
  if (typeof reference !== 'string' || !/^[A-Za-z0-9.=-]{1,100}$/.test(reference)) {
    return refused('Invalid character in transaction reference', 'invalid_reference');
  }
  if (callback_url !== undefined && !z.url({ protocol: /^https?$/ }).safeParse(callback_url).success) {
    return refused('Invalid callback url');
  }
  const channels = channelsBody.safeParse(fromText(body.channels) ?? [...CHANNELS]);
  if (!channels.success) return refused('Invalid channel passed');
  return {
    reference,
    access_code: randomBytes(8).toString('hex').slice(0, 15),
    status: 'abandoned',
    email,
    amount: Number(amount),
    requested_amount: Number(amount),
    currency,
    fees: null,
    callback_url: typeof callback_url === 'string' ? callback_url : null,
    metadata: typeof metadata === 'object' ? textNumbers(metadata) : fromText(metadata),
    channels: channels.data,
    channel: 'card',
    message: null,
    gateway_response: 'The transaction was not completed',
    authorization: {},
    card: null,
    created_at: new Date().toISOString(),
    paid_at: null,
    attempts: 0,
    errors: 0,
    history: [],
    step: null,
    problem: null,
    due_at: null,
  };
}

const CURRENCIES = ['NGN', 'GHS', 'ZAR', 'KES', 'USD', 'XOF'];

const channelsBody = z.array(z.enum(CHANNELS)).min(1);

/** Parses JSON in a string; other text stays text. */
function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Paystack returns numbers as strings in metadata that was sent as an object. */
function textNumbers(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(textNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textNumbers(inner)]));
}
