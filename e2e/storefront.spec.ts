import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, secondShopUrl, sql, test, waitForEmail } from './fixtures';
import { placeOrder } from './orders';
import {
  addToCart,
  expectNoHorizontalScroll,
  fillCheckout,
  findVariant,
  ordersOf,
  payWith,
  placeButton,
  setAvailableStock,
  url,
} from './shopper';

test('a guest finds a product and pays by card @mobile', async ({ page }) => {
  await page.goto(url('/'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Soft skin, the slow way');
  await expectAccessible(page);
  await page.getByRole('link', { name: /Zobo Glow Serum/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zobo Glow Serum');
  await page.getByRole('radio', { name: /50 ml/ }).check();
  await page.getByRole('button', { name: 'One more' }).click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('Added to your cart')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'View cart' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart');
  await expect(page.getByText('₦43,000').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  await page.getByRole('link', { name: 'Check out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  const email = await fillCheckout(page);
  await placeButton(page).click();
  await payWith(page, 'good');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
  await expect(page.getByText('Payment received')).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await expect(page.getByRole('link', { name: 'Cart', exact: true })).toBeVisible();
  expect(await ordersOf(email)).toMatchObject([
    { status: 'paid', total_minor: '4300000', phone: expect.stringMatching(/^\+234803\d{7}$/) },
  ]);
  await waitForEmail(email, /Payment received/);
});

test('catalogue, cart and order pages are accessible in light and dark mode @mobile', async ({ page }) => {
  // axe checks six pages in two colour schemes
  test.setTimeout(180_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of [
      '/',
      '/products',
      '/categories/serums-oils',
      '/products/tinted-veil-spf-40',
      '/cart',
      '/orders',
    ]) {
      await page.goto(url(path));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectNoHorizontalScroll(page);
    }
  }
});

test('a shopper skips the header, chooses a variant and adds it to the cart by keyboard alone', async ({
  page,
}) => {
  await page.goto(url('/products/shea-lip-balm-spf-20'));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Clear' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Zobo' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Quantity')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Shea Lip Balm SPF 20, Zobo')).toBeVisible();
});

test('moves the keyboard focus to the start of the next page', async ({ page }) => {
  // Retries until the page's scripts have loaded: before that, a link opens a new document, which starts at its top anyway.
  await expect(async () => {
    await page.goto(url('/'));
    await expect(page.locator('body'), 'opening the first page moves no focus').toBeFocused();
    await page.getByRole('link', { name: /Zobo Glow Serum/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zobo Glow Serum');
    await expect(page.getByRole('main')).toBeFocused({ timeout: 1000 });
  }).toPass();
  expect(await page.evaluate(() => window.scrollY), 'the page is at its top').toBe(0);
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link');
  while (!(await crumbs.last().evaluate((link) => link === document.activeElement))) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('main').locator(':focus')).toBeVisible();
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Serums & oils');
  await expect(page.getByRole('main')).toBeFocused();
});

test('price, former price and stock change with the variant', async ({ page }) => {
  await setAvailableStock('ITN-SDC-100', 3);
  await page.goto(url('/products/shea-day-cream'));
  await expect(page.getByText('₦12,500').first()).toBeVisible();
  await page.getByRole('radio', { name: /100 g/ }).check();
  await expect(page.getByText('₦21,000').first()).toBeVisible();
  await expect(page.getByText('Before: ₦25,000').first()).toBeAttached();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('Shea Day Cream, 100 g')).toBeVisible();
  await expect(page.getByRole('radio', { name: /100 g/ }), 'the choice stays').toBeChecked();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a missing page is a 404 with a message under the shop’s header @mobile', async ({
    page,
    context,
  }) => {
    const order = await placeOrder();
    const [nothing, secret] = ['Page not found', 'This order opens with its private link'];
    const expectNotFound = async (path: string, heading: string) => {
      const response = await page.goto(url(path));
      expect(response?.status(), path).toBe(404);
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(heading);
      await expect(page, path).toHaveTitle(`${heading} · Ìtànná`);
      await expect(page.getByRole('banner').getByRole('link', { name: 'Ìtànná, home' }), path).toBeVisible();
      await expect(page.getByRole('contentinfo'), path).toBeVisible();
    };
    for (const path of ['/products/nothing', '/categories/nothing', '/nothing/at/all', '/cart/nothing'])
      await expectNotFound(path, nothing);
    await expectNotFound('/orders/nothing', secret);
    await expectNotFound('/orders/7K3M-Q2XD', secret);
    await expectNotFound(`/orders/${order.number}`, secret);
    await expectNotFound(`/orders/${order.number}/open/${randomUUID()}`, secret);
    const setKey = (value: string) =>
      context.addCookies([{ name: `order_${order.number}`, value, url: url('/') }]);
    for (const key of [randomUUID(), 'no-key']) {
      await setKey(key);
      await expectNotFound(`/orders/${order.number}`, secret);
    }
    await context.addCookies([{ name: 'sb-signed-in', value: 'as somebody else', url: url('/') }]);
    await expectNotFound('/orders/7K3M-Q2XD', secret);
    await setKey(order.access_token);
    expect((await page.goto(url(`/orders/${order.number}`)))?.status()).toBe(200);
  });
});

test('the catalogue shows a product as sold out after its last unit is sold', async ({ page }) => {
  await setAvailableStock('ITN-LBT-300', 1);
  await addToCart(page, 'lagoon-bath-salt');
  await fillCheckout(page, /Pay on delivery/);
  await placeButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada');
  await expect(async () => {
    await page.goto(url('/products/lagoon-bath-salt'));
    await expect(page.getByRole('button', { name: 'Sold out' })).toBeDisabled({ timeout: 1000 });
  }).toPass();
  await setAvailableStock('ITN-LBT-300', 1);
});

test('links between catalogue and cart load a new document, so that Back shows the current catalogue @mobile', async ({
  page,
}) => {
  const markDocument = () => page.evaluate(() => Object.assign(window, { isMarked: true }).isMarked);
  const isSameDocument = () => page.evaluate(() => 'isMarked' in window);
  const rscPaths: string[] = [];
  page.on('request', (request) => {
    if (request.headers().rsc) rscPaths.push(new URL(request.url()).pathname);
  });
  const heading = page.getByRole('heading', { level: 1 });

  await page.goto(url('/products'));
  await markDocument();
  await page.getByRole('link', { name: /Obì Kola Eye Cream/ }).click();
  await expect(heading).toHaveText('Obì Kola Eye Cream');
  expect(await isSameDocument(), 'from one static page to the next').toBe(true);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'View cart' }).click();
  await expect(heading).toHaveText('Your cart');
  expect(await isSameDocument(), 'to the cart').toBe(false);
  expect(rscPaths, 'no RSC request for the cart').not.toContain('/cart');

  await markDocument();
  await page.getByRole('link', { name: 'Check out' }).click();
  await expect(heading).toHaveText('Checkout');
  expect(await isSameDocument(), 'from the cart to the checkout').toBe(true);
  await page.goBack();
  await expect(heading).toHaveText('Your cart');
  await page.getByRole('button', { name: 'Remove Obì Kola Eye Cream' }).click();
  await expect(heading).toHaveText('Your cart is empty');
  await page.goBack();
  await expect(heading).toHaveText('Obì Kola Eye Cream');
  expect(await isSameDocument(), 'back to the catalogue').toBe(false);
  await expect(page.getByRole('link', { name: 'Cart', exact: true })).toBeVisible();
  await page.goForward();
  await expect(heading).toHaveText('Your cart is empty');
  await page.getByRole('link', { name: 'Continue shopping' }).click();
  await expect(heading).toHaveText('Shop all');
  await page.getByRole('link', { name: 'Find my order' }).click();
  await expect(page).toHaveTitle(/^Find your order/);
  expect(rscPaths).not.toContain('/orders');
});

test('a missing page is a 404 in the shop’s design', async ({ page }) => {
  for (const path of ['/products/nothing', '/categories/nothing', '/nothing/at/all']) {
    const response = await page.goto(url(path));
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
    await expect(page.getByRole('link', { name: 'Ìtànná, home' })).toBeVisible();
  }
  await expectAccessible(page);
});

test('a product added after the build has a page, in a shop with more than a thousand products', async ({
  page,
}) => {
  try {
    await sql()`insert into products (shop_id, slug, name, position, published_at)
      select id, 'later-' || i, 'Later ' || i, 1000, now() from shops, generate_series(1, 1100) i where slug = 'canting'`;
    for (const number of [1, 1100]) {
      const response = await page.goto(`${secondShopUrl()}/products/later-${number}`);
      expect(response?.status()).toBe(200);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Later ${number}`);
    }
  } finally {
    await sql()`delete from products where slug like 'later-%'
      and shop_id = (select id from shops where slug = 'canting')`;
  }
});

test('the second shop has its own name, products, currency and carts', async ({ page }) => {
  await addToCart(page, 'zobo-glow-serum', /30 ml/);
  await page.goto(secondShopUrl());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One line of wax at a time');
  await expect(page.getByRole('link', { name: 'Cart', exact: true })).toBeVisible();
  expect((await page.goto(`${secondShopUrl()}/products/zobo-glow-serum`))?.status()).toBe(404);
  await page.goto(`${secondShopUrl()}/products/kipas-folding-fan`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('Added to your cart')).toBeVisible();
  await page.locator('[name=variant_id]').evaluate(
    (input: HTMLInputElement, id) => {
      input.value = id;
    },
    await findVariant('ITN-SDC-100'),
  );
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('This product is not sold here.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Cart, 1 item' }), 'the cart is kept').toBeVisible();
  await page.goto(`${secondShopUrl()}/checkout`);
  await expect(page.getByText('Malaysia', { exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: /Card/ })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Email' }).fill('siti@example.com');
  await page.getByLabel('Phone').fill('012-345 6789');
  await page.getByLabel('Full name').fill('Siti Aminah');
  await page.getByLabel('Street and number').fill('8 Jalan Raja Alang');
  await page.getByLabel('Town or city').fill('Kampung Baru');
  await page.getByLabel('State or federal territory').selectOption('Kuala Lumpur');
  await expect(page.getByRole('radio', { name: /Sabah/ })).toHaveCount(0);
  await placeButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Siti');
  await expect(page.getByText('+60123456789')).toBeVisible();
  await expectAccessible(page);
});

test('search engines get each product once under its canonical URL, and no checkout', async ({
  page,
  request,
}) => {
  const sitemap = await (await request.get(url('/sitemap.xml'))).text();
  expect(sitemap).toContain(`<loc>${url('/products/zobo-glow-serum')}</loc>`);
  expect(sitemap).not.toContain('canting');
  const robots = await (await request.get(url('/robots.txt'))).text();
  expect(robots).toContain('Disallow: /checkout');
  await page.goto(url('/products/zobo-glow-serum'));
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', url('/products/zobo-glow-serum'));
  const [text = ''] = await page.locator('#content > script[type="application/ld+json"]').allTextContents();
  const data = JSON.parse(text);
  expect(data).toMatchObject({ '@type': 'Product', name: 'Zobo Glow Serum' });
  expect(data.offers[0]).toMatchObject({ price: '14500.00', priceCurrency: 'NGN' });
});
