import { withReference } from '@/lib/admin/verifications/seen';
import { moneyIn, readAmount } from '@/lib/amount';
import { formValue, formValues } from '@/lib/text';
import type { SelectableLine } from './selectable-lines';

const QUANTITY = 'pieces.';
const RESTOCKED = 'restocked.';
const WRITTEN_OFF = 'written_off.';
const prefixes = [QUANTITY, RESTOCKED, WRITTEN_OFF];

/** Names of the fields in which a form says how many units of a line it means; and of units that came back, where they go. */
export const quantityField = (variantId: string) => `${QUANTITY}${variantId}`;
export const restockedField = (variantId: string) => `${RESTOCKED}${variantId}`;
export const writtenOffField = (variantId: string) => `${WRITTEN_OFF}${variantId}`;

/**
 * What a form of the order page sent, as the `fields` of its command read it: its fields; of the units that were chosen `lines`; and
 * what was typed as an amount together with its currency and locale.
 */
export function readCommandForm(form: FormData): Record<string, unknown> {
  const values = formValues(form);
  const fields = withReference(values);
  const counted = Object.entries(values).flatMap(([name, value]) => {
    const prefix = prefixes.find((one) => name.startsWith(one));
    return prefix ? [{ prefix, variant_id: name.slice(prefix.length), quantity: value.trim() }] : [];
  });
  if (counted.length > 0) {
    fields.lines = counted.flatMap(({ prefix, variant_id, quantity }) =>
      /^0*$/.test(quantity) ? [] : [{ variant_id, quantity, restock: prefix === RESTOCKED }],
    );
  }
  if (form.has('amount_minor')) fields.amount_minor = moneyIn(form, 'amount_minor');
  return fields;
}

/** What the refund form would give back as it is filled in now, in minor units; null while that cannot be told. */
export function chosenMinor(form: FormData, priced: SelectableLine[]): number | null {
  const fields = readCommandForm(form);
  if (fields.by === 'all') return Number(fields.refundable_minor);
  if (fields.by === 'amount') {
    const { value, currency, locale } = moneyIn(form, 'amount_minor');
    return readAmount(value, currency, locale);
  }
  const total = priced.reduce((sum, { variant_id, unit_price_minor }) => {
    const units = Number(formValue(form, quantityField(variant_id)));
    return sum + units * unit_price_minor;
  }, 0);
  return Number.isSafeInteger(total) ? total : null;
}
