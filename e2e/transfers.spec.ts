import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, expectAccessible, runCron, setting, sql, staff, test, waitForEmail } from './fixtures';
import { readOrder, rpc } from './orders';
import { expectNoHorizontalScroll, url } from './shopper';
import { openAs } from './staff';
import {
  expectChecking,
  phonePhoto,
  placeTransferOrder,
  sendButton,
  type TransferOrder,
  uploadProof,
} from './transfer';
import { placeOrderWithProof } from './waiting';

test.describe.configure({ timeout: 120_000 });

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const thanks = (page: Page) => page.getByRole('status').filter({ hasText: 'received your proof' });
const naira = (minor: number) => `₦${(minor / 100).toLocaleString('en')}`;

/** A verifier's decision, without a browser. */
async function verify({ order_id }: TransferOrder, decision: 'confirm' | 'reject', seen: object) {
  await sql().begin(async (tx) => {
    await tx`select set_config('request.jwt.claims',
      (select json_build_object('sub', id, 'role', 'authenticated')::text from auth.users
        where email = ${staff('verifier').email}), true)`;
    await tx`set local role authenticated`;
    await tx`select public.verify_payment(${order_id}, ${decision}, ${tx.json(seen as never)})`;
  });
}

/** The files of this order in a bucket. */
const filesOf = ({ order_id }: TransferOrder, bucket: 'proof-uploads' | 'payment-proofs') =>
  sql()<{ name: string }[]>`
    select name from storage.objects where bucket_id = ${bucket} and name like ${`%/${order_id}/%`}`;

test('a guest sees the bank account, uploads a photo as proof and sees that it is being checked @mobile', async ({
  page,
  context,
}) => {
  const order = await placeTransferOrder(page);
  await expect(page.getByText('0123456789')).toBeVisible();
  await expect(page.getByText(/We’re holding your items until/)).toBeVisible();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy amount' }).click();
  await expect(page.getByText('Amount copied.')).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(String(order.total_minor / 100));
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  const { text } = await waitForEmail(order.email, /How to pay/);
  for (const fact of ['0123456789', order.number, naira(order.total_minor)]) expect(text).toContain(fact);

  await uploadProof(page, await phonePhoto(), { reference: 'NIP-0001' });
  await expectChecking(page);
  await expect(thanks(page)).toBeFocused();
  await expect(page.getByText(/You’ll hear from us by/)).toBeVisible();
  await expect(page.getByText('Being checked')).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  expect(await filesOf(order, 'proof-uploads')).toEqual([]);

  const picture = page.getByRole('img', { name: /Your proof of payment/ });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);
  const src = new URL((await picture.getAttribute('src')) ?? '', page.url()).href;
  const stored = await sharp(await (await context.request.get(src)).body()).metadata();
  expect({ format: stored.format, exif: stored.exif }).toEqual({ format: 'webp', exif: undefined });
  expect((await fetch(src)).status, 'no picture without the access token').toBe(404);
});

test('a rejected proof shows its reason, and a second proof is accepted without a page reload', async ({
  page,
}) => {
  const order = await placeTransferOrder(page);
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);
  await verify(order, 'reject', { reason: 'It went to another account' });
  await page.reload();
  await expect(title(page)).toHaveText('We could not find your transfer');
  await expect(page.getByText('It went to another account').first()).toBeVisible();
  await expectAccessible(page);
  await runCron();
  expect((await waitForEmail(order.email, /new proof of payment/)).text).toContain(
    'It went to another account',
  );

  const heic = readFileSync(new URL('../lib/proofs/fixtures/receipt.heic', import.meta.url));
  await uploadProof(page, { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: heic });
  await expectChecking(page);
  await expect(page.getByText('Not found')).toBeVisible();
  const seen = { amount_minor: order.total_minor, currency: 'NGN', received_at: '2026-01-05' };
  await verify(order, 'confirm', seen);
  await expect(title(page), 'without a reload').toHaveText('Thank you, Ada', { timeout: 40_000 });
});

test('refuses an invalid proof at its field, keeps the input and stores nothing', async ({ page }) => {
  const order = await placeTransferOrder(page);
  const bank = page.getByLabel('Sent from (bank or wallet)');
  const file = page.getByLabel(/Screenshot, photo or PDF/);
  const problem = (text: string) => page.locator('p').filter({ hasText: text });

  await sendButton(page).click();
  await expect(problem('Choose a picture or a PDF')).toBeVisible();
  await expect(file).toBeFocused();

  const program = Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(3000)]);
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  for (const [name, buffer] of Object.entries({ 'receipt.jpg': program, 'receipt.svg': drawing })) {
    await uploadProof(page, { name, mimeType: 'image/jpeg', buffer }, { bank: 'Kuda' });
    await expect(problem('We cannot take this kind of file')).toBeVisible();
    await expect(file).toBeFocused();
    await expect(bank).toHaveValue('Kuda');
  }
  await uploadProof(page, { name: 'huge.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(5_242_881) });
  await expect(problem('larger than 5 MB')).toBeVisible();
  await page.getByLabel(/Amount sent/).fill('0');
  await uploadProof(page, await phonePhoto(), { bank: '' });
  await expect(problem('Enter an amount above zero')).toBeVisible();
  await expect(problem('Enter the bank or wallet')).toBeVisible();
  await expectAccessible(page);

  expect(await readOrder(order)).toMatchObject({ state: 'pending_payment' });
  for (const bucket of ['proof-uploads', 'payment-proofs'] as const) {
    expect(await filesOf(order, bucket), bucket).toEqual([]);
  }
});

test('reports a file of the wrong type as soon as it is chosen, before a request is sent', async ({
  page,
}) => {
  await placeTransferOrder(page);
  const file = page.getByLabel(/Screenshot, photo or PDF/);
  const problem = page
    .locator('p')
    .filter({ hasText: 'Send a screenshot or a photo (JPEG, PNG, WebP or HEIC), or a PDF.' });
  await page.getByLabel('Sent from (bank or wallet)').fill('Kuda');
  await page.getByLabel(/Transaction reference/).fill('NIP-0003');
  await page.getByLabel(/Amount sent/).fill('1');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
  });

  const word = Buffer.concat([Buffer.from('PK\x03\x04\x14\0', 'latin1'), Buffer.alloc(3000)]);
  for (const name of ['receipt.jpg', 'receipt.docx']) {
    await file.setInputFiles({ name, mimeType: 'image/jpeg', buffer: word });
    await expect(problem).toBeVisible();
    await expect(file).toHaveAttribute('aria-invalid', 'true');
    await expect(
      page.getByRole('status').filter({ hasText: 'We cannot take this kind of file' }),
    ).toBeAttached();
    await expect(page.getByRole('img', { name: 'Chosen file' })).toHaveCount(0);
    await file.setInputFiles(await phonePhoto());
    await expect(problem).toHaveCount(0);
    await expect(page.getByRole('img', { name: 'Chosen file' })).toBeVisible();
  }
  await file.setInputFiles({ name: 'receipt.jpg', mimeType: 'image/jpeg', buffer: word });
  await expect(problem).toBeVisible();
  await expectAccessible(page);
  await sendButton(page).click();
  await expect(file).toBeFocused();
  await expect(problem).toBeVisible();
  expect(sent).toEqual([]);

  await file.setInputFiles(await phonePhoto());
  await expect(page.getByLabel('Sent from (bank or wallet)')).toHaveValue('Kuda');
  await expect(page.getByLabel(/Transaction reference/)).toHaveValue('NIP-0003');
  await expect(page.getByLabel(/Amount sent/)).toHaveValue('1');
  await sendButton(page).click();
  await expectChecking(page);
});

test('an upload can be stopped, and a failed one can be retried', async ({ page }) => {
  await placeTransferOrder(page);
  const uploads = '**/object/upload/sign/**';
  // The upload gets no response.
  await page.route(uploads, () => {});
  await uploadProof(page, await phonePhoto());
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('You stopped the upload')).toBeVisible();

  await page.unroute(uploads);
  await page.route(uploads, (route) => route.abort('connectionreset'));
  await sendButton(page).click();
  await expect(page.getByText('We could not reach the shop')).toBeVisible();
  await page.unroute(uploads);
  await sendButton(page).click();
  await expectChecking(page);
});

test('an upload URL is valid only for its order, and cron deletes unused uploads after a day', async ({
  page,
}) => {
  const order = await placeTransferOrder(page);
  const [put] = await Promise.all([
    page.waitForRequest(/object\/upload\/sign/),
    (async () => {
      await page.route('**/object/upload/sign/**', () => {});
      await uploadProof(page, await phonePhoto());
    })(),
  ]);
  const elsewhere = put.url().replace(order.order_id, crypto.randomUUID());
  expect((await fetch(elsewhere, { method: 'PUT', body: 'x' })).ok).toBe(false);
  expect((await fetch(put.url(), { method: 'PUT', body: 'left behind' })).ok).toBe(true);
  await runCron();
  expect(await filesOf(order, 'proof-uploads')).toHaveLength(1);
  await sql()`update storage.objects set created_at = now() - interval '25 hours'
    where bucket_id = 'proof-uploads' and name like ${`%/${order.order_id}/%`}`;
  // the count is that of all shops, and the cron of another test may remove this file first
  expect(await (await runCron()).json()).toMatchObject({ stale_uploads: expect.any(Number) });
  await expect.poll(() => filesOf(order, 'proof-uploads')).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a guest uploads a proof after an invalid file was refused', async ({ page }) => {
    const order = await placeTransferOrder(page);
    const text = { name: 'receipt.png', mimeType: 'image/png', buffer: Buffer.from('paid, I swear') };
    await uploadProof(page, text, { bank: 'Kuda', reference: 'NIP-0002' });
    await expect(page.getByText('We cannot take this kind of file')).toBeVisible();
    await expect(page.getByLabel('Sent from (bank or wallet)')).toHaveValue('Kuda');
    await expect(page.getByLabel(/Transaction reference/)).toHaveValue('NIP-0002');
    await uploadProof(page, await phonePhoto());
    await expectChecking(page);
    await expect(thanks(page)).toBeVisible();
    await page.goto(url(`/orders/${order.number}`));
    await expect(page.getByText('Being checked')).toHaveCount(1);
  });
});

test('refuses a proof for a cancelled order and says that the shop looks for the payment', async ({
  page,
}) => {
  const order = await placeTransferOrder(page);
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);
  await page.getByText('Send another proof').click();
  await sql()`update orders set expires_at = now() - interval '1 minute' where id = ${order.order_id}`;
  await rpc('cancel_expired_orders', {}, setting('SUPABASE_SECRET_KEY'));
  await uploadProof(page, await phonePhoto());
  await expect(title(page)).toHaveText('This order was cancelled');
  await expect(page.getByText('If you’ve already sent the money, don’t worry')).toBeVisible();
  await expect(page.getByText('Looking for your payment')).toBeVisible();
  await expect(page.getByLabel(/Screenshot, photo or PDF/)).toHaveCount(0);
  expect(await filesOf(order, 'payment-proofs')).toHaveLength(1);
  expect(await readOrder(order)).toMatchObject({ state: 'cancelled', exceptions: 1 });
});

test('the mouse drags an enlarged picture only while its button is pressed', async ({ page }) => {
  const order = await placeOrderWithProof();
  await openAs(page, 'verifier', `/verifications?order=${order.number}`);
  const picture = page.getByRole('img', { name: /^Proof of payment 1 / });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(900);
  const frame = page.getByRole('region', { name: /^Picture at/ });
  const position = () => picture.evaluate(({ style }) => style.translate);
  const middle = async () => {
    const { x, y, width, height } = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: x + width / 2, y: y + height / 2, left: x };
  };
  const at = await middle();
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.left - 10, at.y);
  await page.mouse.up();
  for (let step = 1; step <= 4; step++) await page.getByRole('button', { name: /^Zoom in/ }).click();
  const [{ x, y }, start] = [await middle(), await position()];
  await page.mouse.move(x, y);
  await page.mouse.move(x + 20, y + 20);
  expect(await position(), 'released outside of the frame').toBe(start);
  await page.mouse.down();
  await page.mouse.move(x, y);
  await expect.poll(position).not.toBe(start);
  await page.mouse.up();
});
