import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, sql } from './fixtures';
import { fillCheckout, placeButton, putIntoCart } from './shopper';

/** What a guest does who pays by bank transfer, in a browser. */

export type TransferOrder = { order_id: string; number: string; email: string; total_minor: number };
export type ProofFile = { name: string; mimeType: string; buffer: Buffer };

/** Places an order by transfer as a guest, and stays on its page. */
export async function placeTransferOrder(page: Page, product = 'harmattan-balm'): Promise<TransferOrder> {
  await putIntoCart(page, product);
  const email = await fillCheckout(page, /Bank transfer/);
  await placeButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Make your transfer');
  const [order] = await sql()<{ order_id: string; number: string; total_minor: string }[]>`
    select id as order_id, number, total_minor from orders where email = ${email}`;
  if (!order) throw new Error(`no order of ${email}`);
  return { ...order, email, total_minor: Number(order.total_minor) };
}

/** A photo as phones take it, lying on its side and with the place where it was taken; no two look alike. */
export async function phonePhoto(): Promise<ProofFile> {
  const patches = await sharp(randomBytes(9 * 12 * 3), { raw: { width: 9, height: 12, channels: 3 } })
    .resize(1200, 1600, { kernel: 'nearest' })
    .png()
    .toBuffer();
  const buffer = await sharp(patches)
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'Tecno' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '6/1 30/1 0/1' } })
    .jpeg()
    .toBuffer();
  return { name: 'IMG_20261125.jpg', mimeType: 'image/jpeg', buffer };
}

export const sendButton = (page: Page) => page.getByRole('button', { name: /^(Send the proof|Try again)$/ });

/** Fills in the form of a proof and sends it. What comes of it is for the caller to see. */
export async function uploadProof(page: Page, file: ProofFile, { bank = 'OPay', reference = '' } = {}) {
  await page.getByLabel(/Screenshot, photo or PDF/).setInputFiles(file);
  await page.getByLabel('From which bank or wallet').fill(bank);
  await page.getByLabel(/Transaction reference/).fill(reference);
  await sendButton(page).click();
}

/** The page says that the shop looks for the money. */
export async function expectChecking(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We are checking your transfer', {
    timeout: 30_000,
  });
}
