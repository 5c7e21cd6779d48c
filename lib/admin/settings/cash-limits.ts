import { z } from 'zod';
import { optionalMoney } from '@/lib/amount-schema';
import { regionLabel, regionsOf } from '@/lib/checkout/regions';
import { fieldProblem, fieldProblems } from '@/lib/settings/words';
import { text } from '@/lib/text';
import { wholeOrEmpty } from './schema';

/** Limits of cash on delivery, from its form. Amounts arrive in major units; null: no limit. */
export const cashLimitsSchema = (shop: { currency: string; locale: string; country: string }) =>
  z.object({
    accept_by_link: z
      .literal('on')
      .optional()
      .transform((checked) => checked === 'on'),
    max_total_minor: optionalMoney(shop, fieldProblem('max_total_minor', shop)).refine(
      (minor) => minor === null || minor >= 1,
      fieldProblem('max_total_minor', shop),
    ),
    regions: text
      .transform((input) => readRegions(input, shop.country))
      .refine((names) => names === null || names.length <= fieldProblems.regions.params.maximum, {
        ...fieldProblems.regions,
      }),
    max_open_orders: wholeOrEmpty(fieldProblems.max_open_orders),
    max_refusals: wholeOrEmpty(fieldProblems.max_refusals),
  });

/**
 * `lagos, FCT (Abuja), Ikeja` → Lagos, FCT, Ikeja. Regions get the names used in addresses, other names stay as
 * entered, without duplicates; null for an empty list.
 */
export function readRegions(input: string, country: string): string[] | null {
  const official = new Map(
    regionsOf(country)?.names.flatMap((name) => [
      [name.toLowerCase(), name],
      [regionLabel(name).toLowerCase(), name],
    ]),
  );
  const names = new Map<string, string>();
  for (const part of input.split(/[,;\n]/)) {
    const name = part.trim().replace(/\s+/g, ' ');
    if (name) names.set(name.toLowerCase(), official.get(name.toLowerCase()) ?? name);
  }
  return names.size > 0 ? [...new Set(names.values())] : null;
}
