import 'server-only';
import { z } from 'zod';
import { env } from '@/lib/env';
import { readFlash, setFlash } from '@/lib/flash';
import { decrypt, encrypt } from '@/lib/payout-details/encryption';
import type { PayoutDetails } from '@/lib/payout-details/schema';
import type { Refused } from '@/lib/result';
import { orderPath } from '@/lib/shops/paths';

/** Why bank details were refused, with the values that refill the form. */
export type PayoutRefusal = Refused & { values: PayoutDetails };

const text = z.string().transform((value) => value.slice(0, 120));
const valuesSchema = z.object({ bank: text, account_number: text, account_name: text });

const contextOf = (number: string) => `payout_refusal:${number}`;

/** Like setFlash, but encrypted: several people may share a browser. */
export async function setPayoutFlash(number: string, { values, ...refused }: PayoutRefusal) {
  const plain = JSON.stringify(valuesSchema.parse(values));
  const sealed = encrypt(plain, contextOf(number), env().PAYOUT_ENCRYPTION_KEY);
  await setFlash(orderPath(number), 'payout', { refused, values: { sealed } });
}

export async function readPayoutFlash(number: string): Promise<PayoutRefusal | null> {
  const { refused, values } = (await readFlash('payout')) ?? {};
  const plain = values?.sealed
    ? decrypt(values.sealed, contextOf(number), env().PAYOUT_ENCRYPTION_KEY)
    : null;
  if (!refused || plain === null) return null;
  return { ...refused, values: valuesSchema.parse(JSON.parse(plain)) };
}
