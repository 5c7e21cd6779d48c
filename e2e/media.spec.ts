import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible, runCron, sql, test } from './fixtures';
import { type File, photo } from './photo';
import { ownShop } from './shop';
import { addToCart } from './shopper';
import { expectNoHorizontalScroll, feedback, openAs, panel, url } from './staff';

/** The media library: uploading pictures, their alt texts, and showing them in products. */

const program: File = {
  name: 'program.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from('MZ\x90\0 not a picture'),
};

const button = (at: Page | Locator, name: string | RegExp) => at.getByRole('button', { name, exact: true });
const uploads = (at: Page | Locator) => at.getByRole('list', { name: 'Uploads' }).getByRole('listitem');
const tile = (page: Page, name: string) => button(page, `${name}, details`);
const details = (page: Page) => page.getByRole('dialog', { name: 'Picture details' });
const picker = (page: Page) => page.getByRole('dialog', { name: 'Add pictures' });

/** Generating all sizes of a picture takes long on a busy machine. */
const slow = { timeout: 45_000 };
test.beforeEach(() => test.setTimeout(150_000));

/** Waits for the page's scripts, because files chosen before they have loaded are lost. */
const ready = (page: Page, field: string) =>
  page.waitForFunction((selector) => {
    const element = document.querySelector(selector);
    return element !== null && Object.keys(element).some((key) => key.startsWith('__reactProps'));
  }, field);

async function openLibrary(page: Page) {
  await openAs(page, 'catalog', '/products/media');
  await ready(page, 'input[type=file]');
}

async function openProduct(page: Page, id: string) {
  await openAs(page, 'catalog', `/products/${id}`);
  await ready(page, 'form [name=name]');
}

async function upload(page: Page, ...files: File[]) {
  await page.locator('input[type=file]').first().setInputFiles(files);
  for (const { name } of files)
    await expect(uploads(page).filter({ hasText: name })).toContainText('Added', slow);
}

/** A product without pictures. */
async function addProduct(): Promise<{ id: string; slug: string }> {
  const slug = `pictured-${randomUUID().slice(0, 8)}`;
  const [product] = await sql()<{ id: string }[]>`insert into products (shop_id, slug, name, published_at)
    select id, ${slug}, 'Pictured', now() from shops where slug = ${ownShop()} returning id`;
  await sql()`insert into variants (shop_id, product_id, sku, price_minor, is_tracked)
    select shop_id, id, ${slug}, 5000, false from products where id = ${product?.id ?? ''}`;
  return { id: product?.id ?? '', slug };
}

/** The stored files of the picture with this file name. */
async function filesOf(fileName: string): Promise<string[]> {
  const files = await sql()<{ name: string }[]>`
    select objects.name from storage.objects join media on bucket_id = 'media'
      and objects.name like split_part(regexp_replace(src, '[^/]+$', ''), '/public/media/', 2) || '%'
    where file_name = ${fileName}`;
  return files.map(({ name }) => name);
}
const uploadedAt = (path: string) =>
  sql()`select name from storage.objects where bucket_id = 'media-uploads' and name = ${path}`;

/** Taps on devices with a touch screen, clicks on others. */
const press = (target: Locator) => (test.info().project.use.hasTouch ? target.tap() : target.click());

test('three files are uploaded at once, one is refused, and the pictures get alt texts', async ({ page }) => {
  await openLibrary(page);
  await expectAccessible(page);
  const [one, two] = [await photo(), await photo()];
  await page.locator('input[type=file]').first().setInputFiles([one, program, two]);
  await expect(uploads(page).filter({ hasText: program.name })).toContainText(
    'This is not a picture that we can use.',
  );
  for (const { name } of [one, two])
    await expect(uploads(page).filter({ hasText: name })).toContainText('Added', slow);
  await expect(page.getByText('2 pictures added. 1 file was not added.')).toBeVisible();
  await expect(button(page, new RegExp(`^Upload again: ${program.name}`))).toHaveCount(0);
  // three widths, as AVIF and as WebP
  expect(await filesOf(one.name)).toHaveLength(6);

  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ ...one, name: 'again.jpg' });
  const again = uploads(page).filter({ hasText: 'again.jpg' });
  await expect(again).toContainText('Already in the library', slow);
  expect(await sql()`select from media where file_name = 'again.jpg'`).toHaveLength(0);

  await tile(page, one.name).click();
  await expect(details(page)).toContainText('800 × 640 pixels');
  await expectAccessible(page);
  await details(page).getByLabel('Alt text').fill('A white spot');
  await button(details(page), 'Focal point').press('ArrowLeft');
  await button(details(page), 'Focal point').press('ArrowUp');
  await expect(details(page)).toContainText('45 % from the left, 45 % from the top');
  await button(details(page), 'Save').click();
  await expect(details(page).getByText('Saved.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tile(page, 'A white spot')).toBeFocused();
  const [media] = await sql()`select alt, focal_x, focal_y from media where file_name = ${one.name}`;
  expect(media).toEqual({ alt: 'A white spot', focal_x: '0.450', focal_y: '0.450' });

  await page.getByRole('link', { name: 'No alt text' }).click();
  await expect(tile(page, two.name)).toBeVisible();
  await expect(tile(page, 'A white spot')).toHaveCount(0);
});

test('pictures of the library are added to a product and sorted by keyboard', async ({ page }) => {
  const { id, slug } = await addProduct();
  const [one, two] = [await photo('First.jpg'), await photo('Second.jpg')];
  await openProduct(page, id);
  const pictures = panel(page, 'Pictures');
  await button(pictures, 'Add pictures').click();
  await picker(page).locator('input[type=file]').first().setInputFiles([one]);
  await expect(uploads(picker(page))).toContainText('Added', slow);
  await picker(page).locator('input[type=file]').first().setInputFiles([two]);
  await expect(uploads(picker(page))).toContainText('Second.jpg');
  await expect(button(picker(page), 'Add 2 pictures')).toBeVisible(slow);
  await expectAccessible(page);
  await button(picker(page), 'Add 2 pictures').click();
  await expect(pictures.getByRole('listitem')).toHaveCount(2);
  await button(page, 'Save').click();
  await expect(feedback(page, 'Saved.')).toBeVisible();

  await page.goto(url(`/products/${slug}`));
  const shown = page.getByRole('list', { name: 'Pictures' }).getByRole('img');
  await expect(shown, 'shoppers see them at once').toHaveCount(2, { timeout: 1000 });
  const [first, second] = await shown.evaluateAll((images) =>
    images.map((image) => image.getAttribute('src') ?? ''),
  );
  const source = page.locator('picture source[type="image/avif"]').first();
  await expect(source).toHaveAttribute('srcset', /320\.avif 320w, .*800\.avif 800w$/);
  await expect(shown.first()).toHaveAttribute('style', /data:image\/webp;base64/);
  await expect
    .poll(() => shown.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  const file = await page.request.get(first ?? '');
  expect(file.headers()['cache-control']).toContain('31536000');

  await openProduct(page, id);
  const earlier = button(pictures, 'Move picture 2 earlier');
  await earlier.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Picture moved to position 1 of 2.')).toBeAttached();
  await expect(button(pictures, 'Move picture 1 earlier'), 'the focus moves with it').toBeFocused();
  await button(page, 'Save').click();
  await expect(feedback(page, 'Saved.')).toBeVisible();
  await page.goto(url(`/products/${slug}`));
  await expect(shown.first()).toHaveAttribute('src', second ?? '');
});

test('the focal point is in view in the cart and at the checkout', async ({ page }) => {
  const { id, slug } = await addProduct();
  await openLibrary(page);
  const file = await photo();
  await upload(page, file);
  await sql()`update media set focal_x = 0.1, focal_y = 0.9 where file_name = ${file.name}`;
  await sql()`insert into product_images (shop_id, product_id, media_id, src, alt, width, height)
    select shop_id, ${id}, id, src, 'x', 1, 1 from media where file_name = ${file.name}`;
  await addToCart(page, slug);
  for (const path of ['/cart', '/checkout']) {
    await page.goto(url(path));
    const list = page.getByRole('listitem').filter({ hasText: 'Pictured', visible: true });
    await expect(list.locator('img').first()).toHaveAttribute('style', /object-position: ?10% 90%/);
  }
});

test('by touch, a picture is added, moved and removed @mobile', async ({ page }) => {
  const { id } = await addProduct();
  await openLibrary(page);
  const files = [await photo(), await photo()] as [File, File];
  await upload(page, ...files);
  await expectNoHorizontalScroll(page);
  await openProduct(page, id);
  const pictures = panel(page, 'Pictures');
  await press(button(pictures, 'Add pictures'));
  for (const { name } of files) await press(picker(page).getByRole('checkbox', { name }));
  await expectNoHorizontalScroll(page);
  await press(button(picker(page), 'Add 2 pictures'));
  await press(button(pictures, 'Move picture 1 later'));
  await press(button(pictures, 'Remove picture 1'));
  await expect(pictures.getByRole('listitem')).toHaveCount(1);
  await press(button(page, 'Save'));
  await expect(feedback(page, 'Saved.')).toBeVisible();
  const saved =
    await sql()`select file_name from product_images join media on media.id = media_id where product_id = ${id}`;
  expect(saved).toEqual([{ file_name: files[0].name }]);
});

test('an upload that fails or stops can be sent again', async ({ page }) => {
  await openLibrary(page);
  const file = await photo();
  const sent = '**/object/upload/sign/**';
  await page.route(sent, (route) => route.abort('connectionreset'));
  await page.locator('input[type=file]').first().setInputFiles(file);
  const row = uploads(page).filter({ hasText: file.name });
  await expect(row).toContainText('The upload was interrupted.');
  await page.unroute(sent);
  await page.route(sent, () => {});
  await button(row, `Upload again: ${file.name}`).click();
  await expect(row.getByRole('progressbar')).toBeVisible();
  await button(row, `Stop upload of ${file.name}`).click();
  await expect(row).toContainText('Upload stopped.');
  await page.unroute(sent);
  await button(row, `Upload again: ${file.name}`).click();
  await expect(row).toContainText('Added', slow);
});

test('an upload that was never finished is shown as failed, also after a reload, and is sent again or given up', async ({
  page,
}) => {
  await openLibrary(page);
  const [hanging, left] = [await photo(), await photo()];
  const unfinishedRows = (name: string) =>
    sql()<{ id: string }[]>`select id from media_uploads where file_name = ${name}`;
  const expire = (name: string) =>
    sql()`update media_uploads set created_at = now() - interval '10 minutes' where file_name = ${name}`;
  const unfinished = page.getByRole('list', { name: 'Uploads that were not finished' });

  // the server never responds
  await page.clock.install();
  await page.route('**/products/media', (route, request) =>
    request.method() === 'POST' && request.postData()?.includes('upload_id') ? undefined : route.fallback(),
  );
  await page.locator('input[type=file]').first().setInputFiles(hanging);
  const row = uploads(page).filter({ hasText: hanging.name });
  await expect(row).toContainText('Checking…');
  await page.clock.fastForward(90_000);
  await expect(row).toContainText('The upload was interrupted.');
  await expect(button(row, `Upload again: ${hanging.name}`)).toBeVisible();
  await expect(button(row, `Remove ${hanging.name}`)).toBeVisible();

  // the page is left during an upload
  await expire(hanging.name);
  await openLibrary(page);
  // not earlier: a held request continues to the server when its route is removed
  await page.unroute('**/products/media');
  await expect(unfinished.getByRole('listitem')).toHaveCount(1);
  await page.route('**/object/upload/sign/**', () => {});
  await page.locator('input[type=file]').first().setInputFiles(left);
  await expect.poll(() => unfinishedRows(left.name)).toHaveLength(1);
  await page.reload();
  await expect(unfinished.getByRole('listitem')).toHaveCount(1);
  await expire(left.name);
  await page.unroute('**/object/upload/sign/**');
  await page.reload();
  await ready(page, 'input[type=file]');
  await expect(unfinished.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await button(unfinished, `Remove ${hanging.name}`).click();
  await expect(unfinished.getByRole('listitem')).toHaveCount(1);
  await expect.poll(() => unfinishedRows(hanging.name)).toEqual([]);
  const chooser = page.waitForEvent('filechooser');
  await button(unfinished, `Upload again: ${left.name}`).click();
  await (await chooser).setFiles({ ...left, name: 'again.jpg' });
  await expect(uploads(page).filter({ hasText: 'again.jpg' })).toContainText('Added', slow);
  await expect(unfinished).toHaveCount(0);
  expect(await unfinishedRows(left.name)).toEqual([]);
});

test('deleting a picture in use also removes it from its product', async ({ page }) => {
  const { id, slug } = await addProduct();
  await openLibrary(page);
  const file = await photo();
  await upload(page, file);
  await sql()`insert into product_images (shop_id, product_id, media_id, src, alt, width, height)
    select shop_id, ${id}, id, src, 'x', 1, 1 from media where file_name = ${file.name}`;
  const stored = await filesOf(file.name);
  expect(stored).toHaveLength(6);
  await tile(page, file.name).click();
  await expect(details(page).getByRole('link', { name: 'Pictured' })).toBeVisible();
  await button(details(page), 'Delete picture').click();
  await expect(button(details(page), 'Keep picture')).toBeFocused();
  await expect(details(page)).toContainText('1 product, category or collection shows this picture.');
  await button(details(page), 'Remove and delete').click();
  await expect(details(page)).toBeHidden();
  await expect(tile(page, file.name)).toHaveCount(0);
  await expect
    .poll(() => sql()`select from storage.objects where bucket_id = 'media' and name = any (${stored})`)
    .toEqual([]);
  expect(await sql()`select from product_images where product_id = ${id}`).toEqual([]);
  await page.goto(url(`/products/${slug}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('an upload URL accepts one file, only at its own path, and cron deletes unused uploads after a day', async ({
  page,
}) => {
  await openLibrary(page);
  await page.route('**/object/upload/sign/**', () => {});
  const [put] = await Promise.all([
    page.waitForRequest(/object\/upload\/sign/),
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photo()),
  ]);
  const send = (address: string) => fetch(address, { method: 'PUT', body: 'left behind' });
  const [path = ''] = new URL(put.url()).pathname.split('/media-uploads/').slice(1);
  const [shop = '', person = ''] = path.split('/');
  for (const part of [shop, person])
    expect((await send(put.url().replace(part, randomUUID()))).ok, part).toBe(false);
  expect((await send(put.url())).ok).toBe(true);
  expect((await send(put.url())).ok, 'a second file').toBe(false);
  await runCron();
  expect(await uploadedAt(path)).toHaveLength(1);
  await sql()`update storage.objects set created_at = now() - interval '25 hours' where name = ${path}`;
  await runCron();
  expect(await uploadedAt(path)).toEqual([]);
});
