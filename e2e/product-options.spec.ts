import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoHorizontalScroll, hostUrl, sql, test } from './fixtures';
import { createSmallShop } from './small-shop';

/* A product with two options. Some combinations do not exist, and one is sold out. */

const BLACK = 'Black, {matt} "\\"';
const VARIANTS = [
  { options: ['S', 'Red'], price_minor: 500000, on_hand: 9 },
  { options: ['S', 'Blue'], price_minor: 500000, on_hand: 9 },
  { options: ['S', BLACK], price_minor: 500000, on_hand: 9 },
  { options: ['M', 'Red'], price_minor: 500000, on_hand: 0 },
  { options: ['M', 'Blue'], price_minor: 500000, on_hand: 9 },
  { options: ['L', 'Blue'], price_minor: 650000, on_hand: 9 },
];

type Tee = { page: string; host: string; variants: string[] };

/** Creates the product in a shop of its own, whose pages are rendered on the first request. */
async function openTee(): Promise<Tee> {
  const { id, host } = await createSmallShop();
  const variants = await sql().begin(async (tx) => {
    const [product] = await tx<{ id: string }[]>`insert into products ${tx({
      ...{ shop_id: id, slug: 'tee', name: 'Tee', summary: 'Worn twice', condition: 'second_hand' },
      ...{ seo_title: 'Cotton tee', seo_description: 'A tee of cotton', published_at: new Date() },
    })} returning id`;
    const product_id = product?.id ?? '';
    await tx`insert into product_options ${tx([
      { shop_id: id, product_id, position: 1, name: 'Size', choices: ['S', 'M', 'L'] },
      { shop_id: id, product_id, position: 2, name: 'Colour', choices: ['Red', 'Blue', BLACK, 'Green'] },
    ])}`;
    const ids: string[] = [];
    for (const [position, { on_hand, ...facts }] of VARIANTS.entries()) {
      const [variant] = await tx<{ id: string }[]>`insert into variants ${tx({
        ...{ shop_id: id, product_id, sku: `TEE-${position}`, position, ...facts },
      })} returning id`;
      ids.push(variant?.id ?? '');
      await tx`select adjust_stock(${variant?.id ?? ''}, ${on_hand}, 'Opening count')`;
    }
    const picture = { src: '/demo/itanna/zobo-glow-serum.webp', width: 1200, height: 1500 };
    await tx`insert into product_images ${tx([
      { ...picture, shop_id: id, product_id, variant_id: null, alt: 'A tee', position: 1 },
      { ...picture, shop_id: id, product_id, variant_id: ids[5] ?? '', alt: 'A large tee', position: 2 },
    ])}`;
    return ids;
  });
  return { page: hostUrl(host, '/products/tee'), host, variants };
}

let tee: Tee;
test.beforeAll(async () => {
  tee = await openTee();
});

/** Found by its value, because its label may contain more text. */
const choice = (page: Page, name: string) => page.locator(`[type=radio][value=${JSON.stringify(name)}]`);
const expectChosen = async (page: Page, size: string, colour: string) => {
  await expect(choice(page, size)).toBeChecked();
  await expect(choice(page, colour)).toBeChecked();
};
const addButton = (page: Page) => page.getByRole('button', { name: 'Add to cart' });

test('a shopper chooses a size and a colour, and sees unavailable combinations @mobile', async ({ page }) => {
  await page.goto(tee.page);
  await expectChosen(page, 'S', 'Red');
  await expect(page.getByRole('group', { name: 'Size: S' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Green' }), 'no variant has it').toHaveCount(0);
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  // once the script has loaded, the colour changes to one that exists in this size
  await expect(async () => {
    await choice(page, 'S').check();
    await choice(page, 'L').check();
    await expect(choice(page, 'Blue')).toBeChecked({ timeout: 1000 });
  }).toPass();
  await expect(page.getByText('₦6,500').first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^Show picture 2/ })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('radio', { name: 'M', exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('radio', { name: /^Red ?, not available with L$/ }).click();
  await expectChosen(page, 'S', 'Red');
  await choice(page, 'M').check();
  await expectChosen(page, 'M', 'Red');
  await expect(page.getByRole('radio', { name: /^M ?, sold out$/ })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Sold out' })).toBeDisabled();
  await expectAccessible(page);

  await choice(page, 'Blue').check();
  await expectChosen(page, 'M', 'Blue');
  await addButton(page).click();
  await expect(page.getByText('Tee, M / Blue')).toBeVisible();
  await expectChosen(page, 'M', 'Blue');
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
  await expectNoHorizontalScroll(page);
});

test('every choice can be reached with the keyboard alone', async ({ page }) => {
  await page.goto(tee.page);
  await expect(async () => {
    await choice(page, 'M').press('ArrowUp');
    await choice(page, 'M').press('ArrowDown');
    await expect(page.getByRole('group', { name: 'Size: L' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectChosen(page, 'L', 'Blue');
  await page.keyboard.press('Tab');
  await expect(choice(page, 'Blue')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expectChosen(page, 'S', 'Red');
  await expect(choice(page, 'Red')).toBeFocused();
});

test('a form with a variant id still works, and one with another shop’s product is refused', async ({
  page,
}) => {
  await page.goto(tee.page);
  const product = page.locator('input[name=product_id]');
  const { variants: others } = await openTee();
  const [other] = await sql()<{ product_id: string }[]>`
    select product_id from variants where id = ${others[0] ?? ''}`;
  await product.evaluate((input: HTMLInputElement, id) => {
    input.value = id;
  }, other?.product_id ?? '');
  await addButton(page).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This combination is not available.');
  await product.evaluate((input: HTMLInputElement, id) => {
    input.name = 'variant_id';
    input.value = id;
  }, tee.variants[4] ?? '');
  await addButton(page).click();
  await expect(page.getByText('Tee, M / Blue')).toBeVisible();
});

test('shows search engines and shoppers that a product is second-hand @mobile', async ({ page }) => {
  await page.goto(hostUrl(tee.host, '/products'));
  const card = page.getByRole('link', { name: /Tee/ });
  await expect(card.getByText('Second-hand')).toBeVisible();
  await expect(page.getByRole('link', { name: /Voucher/ }).getByText('Second-hand')).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(tee.page);
  await expect(page.getByRole('main').getByText('Second-hand').first()).toBeVisible();
  await expect(page).toHaveTitle(/^Cotton tee/);
  await expect(page.locator('meta[name=description]')).toHaveAttribute('content', 'A tee of cotton');
  const [text = ''] = await page.locator('#content > script[type="application/ld+json"]').allTextContents();
  const data = JSON.parse(text);
  expect(data.offers).toHaveLength(VARIANTS.length);
  expect(data.offers[0]).toMatchObject({
    name: 'Tee, S / Red',
    itemCondition: 'https://schema.org/UsedCondition',
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the server finds the variant, and refuses a missing combination at the form @mobile', async ({
    page,
  }) => {
    await page.goto(tee.page);
    // Playwright's text locators ignore the content of noscript elements.
    const combinations = page.locator('noscript details');
    await combinations.locator('summary').click();
    await expect(combinations).toContainText('L / Blue: ₦6,500');
    await expect(combinations).toContainText('M / Red: ₦5,000, sold out');
    await expect(combinations.locator('li').first()).toBeVisible();

    await choice(page, 'L').check();
    await page.getByLabel('Quantity').fill('2');
    await addButton(page).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'This combination is not available.',
    );
    await expectChosen(page, 'L', 'Red');
    await expect(page.getByLabel('Quantity')).toHaveValue('2');
    await choice(page, 'Blue').check();
    await addButton(page).click();
    await expect(page.getByText('Tee, L / Blue')).toBeVisible();
    await expectChosen(page, 'L', 'Blue');

    await choice(page, 'M').check();
    await choice(page, 'Red').check();
    await addButton(page).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Sorry, this just sold out.');
    await expectChosen(page, 'M', 'Red');
    await choice(page, 'S').check();
    await choice(page, BLACK).check();
    await addButton(page).click();
    await expect(page.getByText(`Tee, S / ${BLACK}`)).toBeVisible();
    await page.getByRole('link', { name: 'View cart' }).click();
    await expect(page.getByRole('main').getByText(BLACK).first()).toBeVisible();
    await expect(page.getByRole('main').getByText('L / Blue').first()).toBeVisible();
  });
});
