import { withReference } from '@/lib/admin/verifications/seen';
import { moneyIn, readAmount } from '@/lib/amount';
import { formValue, formValues } from '@/lib/text';
import type { SelectableLine } from './selectable-lines';

const QUANTITY = 'quantity.';
const RESTOCKED = 'restocked.';
const WRITTEN_OFF = 'written_off.';
const prefixes = [QUANTITY, RESTOCKED, WRITTEN_OFF];

/** Field names for the units of a line, and for returned units by where they go. */
export const quantityField = (itemId: string) => `${QUANTITY}${itemId}`;
export const restockedField = (itemId: string) => `${RESTOCKED}${itemId}`;
export const writtenOffField = (itemId: string) => `${WRITTEN_OFF}${itemId}`;

/**
 * Turns a form of the order page into the input of its command's `fields`: its values, `lines` from the quantity
 * fields, and the amount with its currency and locale.
 */
export function readCommandForm(form: FormData): Record<string, unknown> {
  const values = formValues(form);
  const fields = withReference(values);
  const quantities = Object.entries(values).flatMap(([name, value]) => {
    const prefix = prefixes.find((candidate) => name.startsWith(candidate));
    return prefix ? [{ prefix, item_id: name.slice(prefix.length), quantity: value.trim() }] : [];
  });
  if (quantities.length > 0) {
    fields.lines = quantities.flatMap(({ prefix, item_id, quantity }) =>
      /^0*$/.test(quantity) ? [] : [{ item_id, quantity, restock: prefix === RESTOCKED }],
    );
  }
  if (form.has('amount_minor')) fields.amount_minor = moneyIn(form, 'amount_minor');
  return fields;
}

/** The amount that the form would refund with its current values, in minor units; null while it cannot be computed. */
export function chosenMinor(form: FormData, priced: SelectableLine[]): number | null {
  const fields = readCommandForm(form);
  if (fields.by === 'all') return Number(fields.refundable_minor);
  if (fields.by === 'amount') {
    const { value, currency, locale } = moneyIn(form, 'amount_minor');
    return readAmount(value, currency, locale);
  }
  const total = priced.reduce((sum, { order_item_id, unit_price_minor }) => {
    const units = Number(formValue(form, quantityField(order_item_id)));
    return sum + units * unit_price_minor;
  }, 0);
  return Number.isSafeInteger(total) ? total : null;
}
