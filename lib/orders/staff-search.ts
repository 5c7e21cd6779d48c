import { readOrderNumber } from './number';

/**
 * What somebody typed into the search field, as a PostgREST condition over orders: a number or part of it, a phone number as
 * it is dialled at home or abroad, or part of a name or an e-mail address. null: nothing to look for.
 */
export function searchCondition(typed: string): string | null {
  const text = typed.trim().replace(/\s+/g, ' ').slice(0, 100);
  if (!text) return null;
  // Characters with a meaning in conditions become LIKE's "any character".
  const part = `%${text.replace(/[,()"\\*]/g, '_')}%`;
  const conditions = ['name', 'email', 'number'].map((column) => `${column}.ilike.${part}`);
  const number = readOrderNumber(text);
  if (number) conditions.push(`number.eq.${number}`);
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length >= 4 && /^[\d\s()+./-]+$/.test(text)) conditions.push(`phone.ilike.%${digits}%`);
  return `or(${conditions.join(',')})`;
}
