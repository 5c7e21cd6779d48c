import { z } from 'zod';
import { amountInput } from '@/lib/amount';
import { moneyAboveZero } from '@/lib/amount-schema';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenNumber } from '@/lib/hidden-fields';
import { formValue, text } from '@/lib/text';
import { dayIn } from '@/lib/time';

/** The order that a form is about. What is allowed comes with the order itself. */
export const proofOrder = z.object({ number: hiddenNumber });

const shortText = text.max(100, fieldMessage('fields.tooLong'));

/**
 * A shopper's claim about a transfer, as input of `submit_payment_proof` without the picture. `today` in the shop's
 * time zone.
 */
export const proofSchema = (today: string) =>
  z.object({
    amount_minor: moneyAboveZero(fieldMessage('fields.sentAmount')),
    bank: shortText.min(1, fieldMessage('fields.sentFrom')),
    bank_reference: shortText.transform((value) => value || null),
    paid_on: z.iso
      .date(fieldMessage('fields.sentOn'))
      .refine((day) => day <= today, fieldMessage('fields.dayInFuture'))
      .refine((day) => day >= '2000-01-01', fieldMessage('fields.dayTooEarly')),
  });

export type ProofInput = z.infer<ReturnType<typeof proofSchema>>;

/** The form's values by field name, to refill it. */
export type ProofValues = { [Field in keyof ProofInput]: string };

export const proofValues = (form: FormData): ProofValues => ({
  amount_minor: formValue(form, 'amount_minor'),
  bank: formValue(form, 'bank'),
  bank_reference: formValue(form, 'bank_reference'),
  paid_on: formValue(form, 'paid_on'),
});

/** Parses the proof form. The amount is in major units of `currency` in the format of `locale`: `12,500.50`. */
export function readProofForm(
  form: FormData,
  { currency, locale, time_zone }: { currency: string; locale: string; time_zone: string },
) {
  const values = proofValues(form);
  return proofSchema(dayIn(time_zone)).safeParse({
    ...values,
    amount_minor: { value: values.amount_minor, currency, locale },
  });
}

/** An amount as banking apps accept it from the clipboard: `12500`, or `12500.50` if the decimals are not zero. */
export const plainAmount = (minor: number, currency: string, locale: string): string =>
  amountInput(minor, currency, locale).replace(/[.,]0+$/, '');
