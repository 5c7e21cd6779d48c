import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, sql } from './fixtures';
import { addToCart, fillCheckout, placeButton } from './shopper';

/** A guest's actions in a browser to pay by bank transfer. */

export type TransferOrder = { order_id: string; number: string; email: string; total_minor: number };
export type ProofFile = { name: string; mimeType: string; buffer: Buffer };

/** Places a guest's order by bank transfer and stays on the order's page. */
export async function placeTransferOrder(page: Page, product = 'harmattan-balm'): Promise<TransferOrder> {
  await addToCart(page, product);
  const email = await fillCheckout(page, /Bank transfer/);
  await placeButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Make your transfer');
  const [order] = await sql()<{ order_id: string; number: string; total_minor: string }[]>`
    select id as order_id, number, total_minor from orders where email = ${email}`;
  if (!order) throw new Error(`no order of ${email}`);
  return { ...order, email, total_minor: Number(order.total_minor) };
}

/** A photo like a phone's: rotated, with its GPS position, and different each time. */
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

export const sendButton = (page: Page) => page.getByRole('button', { name: /^(Send proof|Try again)$/ });

/** Fills in the proof form and submits it. The caller checks the result. */
export async function uploadProof(page: Page, file: ProofFile, { bank = 'OPay', reference = '' } = {}) {
  await page.getByLabel(/Screenshot, photo or PDF/).setInputFiles(file);
  await page.getByLabel('Sent from (bank or wallet)').fill(bank);
  await page.getByLabel(/Transaction reference/).fill(reference);
  await sendButton(page).click();
}

/** Expects the page that says that the shop checks the transfer. */
export async function expectChecking(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We are checking your transfer', {
    timeout: 30_000,
  });
}
