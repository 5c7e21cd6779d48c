import { z } from 'zod';
import { amountInput } from '@/lib/amount';
import { moneyAboveZero } from '@/lib/amount-schema';
import { hiddenNumber } from '@/lib/hidden-fields';
import { formValue, text } from '@/lib/text';

/** Which order a form is about. What may be done with it is found out from the order itself. */
export const proofOrder = z.object({ number: hiddenNumber });

const shortText = text.max(100, 'Keep this under 100 characters.');

/** What a shopper says of a transfer, as `submit_payment_proof` takes it, but for its picture. `today`: in the shop's time zone. */
export const proofSchema = (today: string) =>
  z.object({
    amount_minor: moneyAboveZero((example) => `Enter the amount that you sent, such as ${example}.`),
    bank: shortText.min(1, 'Enter the bank or wallet you sent the money from.'),
    bank_reference: shortText.transform((values) => values || null),
    paid_on: z.iso
      .date('Choose the day on which you sent it.')
      .refine((day) => day <= today, 'This day is in the future.')
      .refine((day) => day >= '2000-01-01', 'Check this day.'),
  });

export type ProofInput = z.infer<ReturnType<typeof proofSchema>>;

/** What was typed into the form of a proof, by its fields' names. */
export type ProofValues = { [Field in keyof ProofInput]: string };

export const proofValues = (form: FormData): ProofValues => ({
  amount_minor: formValue(form, 'amount_minor'),
  bank: formValue(form, 'bank'),
  bank_reference: formValue(form, 'bank_reference'),
  paid_on: formValue(form, 'paid_on'),
});

/** Reads the form of a proof. The amount is typed in whole units of `currency` and in the style of `locale`: `12,500.50`. */
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

/** `2026-11-25`: which day it is there. */
export const dayIn = (timeZone: string, at = new Date()) =>
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(at);

/** An amount as banking apps take it from the clipboard: `12500`, or `12500.50` where there is a part of a unit. */
export const plainAmount = (minor: number, currency: string, locale: string): string =>
  amountInput(minor, currency, locale).replace(/[.,]0+$/, '');
