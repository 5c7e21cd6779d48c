import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  expectNoHorizontalScroll,
  setting,
  sql,
  staff,
  test,
  waitForEmail,
} from './fixtures';
import { placeOrder, randomPhone } from './orders';
import { ownShop } from './shop';
import {
  adminUrl,
  enterPassword,
  expirePasswordChecks,
  openAs,
  passwordDialog,
  submitCredentials,
  url,
} from './staff';
import { submitProof } from './waiting';

test.describe.configure({ timeout: 120_000 });

const anyNumber = () => String(Math.floor(Math.random() * 1e10)).padStart(10, '0');

/** Creates another staff member. Returns their credentials and a function that removes them from the shop. */
async function addStaff(role: 'owner' | 'admin') {
  const [email, password] = [`${randomUUID()}@${ownShop()}.example`, setting('DEMO_PASSWORD')];
  await sql().begin(async (tx) => {
    const [user] = await tx<{ id: string }[]>`
      insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, encrypted_password)
      values (gen_random_uuid(), 'authenticated', 'authenticated', ${email}, now(), '{"provider": "email"}',
        '{"name": "Siti Aminah"}', extensions.crypt(${password}, extensions.gen_salt('bf')))
      returning id`;
    const id = user?.id ?? '';
    await tx`insert into auth.identities (id, user_id, provider, provider_id, identity_data)
      values (gen_random_uuid(), ${id}, 'email', ${id}, ${tx.json({ sub: id, email })})`;
    await tx`insert into staff (shop_id, user_id, role) select id, ${id}, ${role} from shops where slug = ${ownShop()}`;
  });
  const leave = () =>
    sql()`delete from staff where user_id = (select id from auth.users where email = ${email})`;
  return { email, password, leave };
}

/** Opens the settings as this staff member. */
async function openSettings(browser: Browser, person: { email: string; password: string }): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(adminUrl('/settings'));
  await submitCredentials(page, person);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  return page;
}

/** Opens the page of a new order by bank transfer as its guest. */
async function openTransfer(browser: Browser) {
  const order = await placeOrder('bank_transfer');
  const page = await (await browser.newContext()).newPage();
  await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
  await expect(page.getByRole('heading', { name: 'Pay by bank transfer' })).toBeVisible();
  return page;
}

/** Creates a bank account that customers see beside the others. Returns its number. */
async function createAccount(bank: string): Promise<string> {
  const number = anyNumber();
  await sql()`insert into bank_accounts (shop_id, bank, account_name, account_number, position)
    select id, ${bank}, 'Itanna Skincare Limited', ${number}, 50 from shops where slug = ${ownShop()}`;
  return number;
}

const closeAccounts = (bank: string) =>
  sql()`update bank_accounts set shown_until = now() where bank like ${`${bank}%`} and coalesce(shown_until, now()) >= now()
    and shop_id = (select id from shops where slug = ${ownShop()})`;

/** A button for a bank account. */
const button = (page: Page, name: string, number: string) =>
  page.getByRole('button', { name: new RegExp(`^${name} ?, .* ${number}$`) });
const feedback = (page: Page, hasText: string) => page.getByRole('status').filter({ hasText });
const card = (page: Page, number: string) =>
  page
    .locator('h3 + p')
    .filter({ hasText: number })
    .locator('xpath=ancestor::div[contains(@class,"rounded-lg")][1]');

test('a changed bank account is shown to customers after a second owner approves it', async ({
  page,
  browser,
}) => {
  const bank = `CIMB ${randomUUID().slice(0, 8)}`;
  const [before, after] = [await createAccount(bank), anyNumber()];
  const second = await addStaff('owner');
  const shopper = await openTransfer(browser);
  await expect(shopper.getByText(before)).toBeVisible();

  await openAs(page, 'owner', '/settings');
  const session = async () => (await page.context().cookies()).filter(({ name }) => name.startsWith('sb-'));
  const signedIn = await session();
  await expirePasswordChecks();
  await page.getByText(`Change… ${bank} ${before}`).click();
  const form = page.locator('form').filter({ has: page.locator(`[name=account_number][value="${before}"]`) });
  await form.getByLabel('Account number').fill(after);
  await form.getByRole('button', { name: 'Save' }).click();

  await expect(passwordDialog(page)).toBeVisible();
  await expect(passwordDialog(page).getByLabel('Password')).toBeFocused();
  await expectAccessible(page);
  await enterPassword(page, 'not the password');
  await expect(passwordDialog(page).getByText('The password is wrong.')).toBeVisible();
  await passwordDialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(form.getByLabel('Account number'), 'keeps the input').toHaveValue(after);
  await form.getByRole('button', { name: 'Save' }).click();
  await enterPassword(page, staff('owner').password);
  await expect(feedback(page, 'Saved.')).toBeFocused();
  expect(await session(), 'the session is the same').toEqual(signedIn);

  await expect(card(page, after).getByText(/Shown to customers from .*, instead of/)).toBeVisible();
  await expect(card(page, before).getByText(/Shown to customers until .*, then replaced/)).toBeVisible();
  await expect(button(page, 'Approve now', after)).toHaveCount(0);
  await expectAccessible(page);
  await shopper.reload();
  await expect(shopper.getByText(before)).toBeVisible();
  await expect(shopper.getByText(after)).toHaveCount(0);
  for (const { email } of [staff('owner'), second]) {
    const message = await waitForEmail(email, /^Bank account changed for Ìtànná$/);
    for (const fact of ['Adaeze Okoro (owner)', after, before, 'withdraw the change under Settings']) {
      expect(message.text).toContain(fact);
    }
    expect(message.html).toContain(`${setting('SITE_URL')}/admin/${ownShop()}/settings`);
  }

  const other = await openSettings(browser, second);
  await button(other, 'Approve now', after).click();
  await enterPassword(other, second.password);
  await expect(feedback(other, 'Approved. Customers see the account now.')).toBeFocused();
  await expect(card(other, after).getByText('Shown', { exact: true })).toBeVisible();
  const sessions = await sql()`select sessions.id from auth.sessions join auth.users on users.id = user_id
    where email = ${second.email}`;
  expect(sessions, 'checking a password leaves no session behind').toHaveLength(1);
  await shopper.reload();
  await expect(shopper.getByText(after)).toBeVisible();
  await expect(shopper.getByText(before)).toHaveCount(0);
  await expect(shopper.getByText(/If you’ve already sent the money to the previous account/)).toBeVisible();
  await expectAccessible(shopper);
  for (const { email } of [staff('owner'), second]) {
    expect((await waitForEmail(email, /^New bank account of Ìtànná is shown$/)).text).toContain(
      'Siti Aminah (owner)',
    );
  }
  await closeAccounts(bank);
  await second.leave();
});

test('a bank account is added, withdrawn, hidden and shown again with one password prompt @mobile', async ({
  page,
}) => {
  const bank = `RHB ${randomUUID().slice(0, 8)}`;
  const [shown, added] = [await createAccount(bank), anyNumber()];
  // Before a shop's first order, a new account needs no waiting time.
  await placeOrder('bank_transfer');
  await openAs(page, 'owner', '/settings');
  await expirePasswordChecks();
  await page.getByText('Add an account…').click();
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('textbox', { name: 'Bank or wallet' }) })
    .last();
  await form.getByLabel('Bank or wallet').fill(bank);
  await form.getByLabel('Account number').fill(shown);
  await form.getByLabel('Name on the account').fill('Itanna Skincare Limited');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('This account is already shown to customers, or will be.')).toBeVisible();
  await form.getByLabel('Account number').fill(added);
  await form.getByLabel('Place in the list').fill('1');
  await form.getByRole('button', { name: 'Save' }).click();
  await enterPassword(page, staff('owner').password);
  await expect(feedback(page, 'Saved.')).toBeVisible();
  await expect(form.getByLabel('Account number')).toHaveValue('');
  await expectNoHorizontalScroll(page);
  await form.getByLabel('Bank or wallet').fill('Opay');

  await button(page, 'Withdraw', added).click();
  await expect(feedback(page, 'Withdrawn. Customers will not see this account.')).toBeFocused();
  await expect(page.getByText(added)).toHaveCount(0);
  await page.getByText(`Hide… ${bank} ${shown}`).click();
  await button(page, 'Hide account', shown).click();
  await expect(feedback(page, 'Hidden. Customers no longer see this account.')).toBeFocused();
  await expect(form.getByLabel('Bank or wallet'), 'keeps the input').toHaveValue('Opay');
  await form.getByLabel('Bank or wallet').fill('');
  await page.getByText(/^No longer shown/).click();
  await page.getByText(`Show again… ${bank} ${shown}`).click();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  const again = page.locator('form').filter({ has: page.locator(`[name=account_number][value="${shown}"]`) });
  await again.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, shown).getByText(/Shown to customers from/)).toBeVisible();
  await closeAccounts(bank);
});

test('a bank account’s QR code picture is re-encoded, and an invalid file is refused', async ({ page }) => {
  const number = anyNumber();
  await sql()`insert into bank_accounts (shop_id, bank, account_name, account_number, shown_from, shown_until, position)
    select id, 'Kuda', 'Itanna Skincare Limited', ${number}, now() - interval '1 day', now(), 99 from shops where slug = ${ownShop()}`;
  await openAs(page, 'admin', '/settings');
  await expirePasswordChecks();
  await page.getByText(/^No longer shown/).click();
  await page.getByText(`Show again… Kuda ${number}`).click();
  const form = page.locator('form').filter({ has: page.locator(`[name=account_number][value="${number}"]`) });
  const executable = {
    name: 'code.png',
    mimeType: 'image/png',
    buffer: Buffer.from('MZ this is no picture'),
  };
  await form.getByLabel(/^Picture of the QR code/).setInputFiles(executable);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Choose a picture (PNG, JPEG or WebP)')).toBeVisible();
  await form.getByLabel(/^Picture of the QR code/).setInputFiles('public/demo/canting/duitnow-qr.png');
  await form.getByLabel(/^Name of the QR code/).fill(`Code of ${number}`);
  const stored = async () =>
    (await sql()`select from storage.objects where bucket_id = 'shop-pictures'`).length;
  const pictures = await stored();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(passwordDialog(page)).toBeVisible();
  expect(await stored(), 'nothing is stored before the password').toBe(pictures);
  await enterPassword(page, staff('admin').password);
  await expect(page.getByRole('img', { name: `Code of ${number}` })).toBeVisible();
  expect(await stored()).toBe(pictures + 1);
  const [account] = await sql()<{ qr_src: string }[]>`
    select qr_src from bank_accounts where account_number = ${number} and shown_until is null`;
  const picture = await page.request.get(account?.qr_src ?? '');
  expect(picture.headers()['content-type']).toBe('image/webp');
  await closeAccounts('Kuda');
});

test('limits wrong passwords in the password prompt and changes nothing', async ({ browser }) => {
  const second = await addStaff('admin');
  const page = await openSettings(browser, second);
  const limit = page.getByLabel(/^Refunds above this need a second person/);
  await limit.fill('123');
  await page.locator('form').filter({ has: limit }).getByRole('button', { name: 'Save' }).click();
  for (let guess = 1; guess <= 10; guess++) {
    await enterPassword(page, `guess ${guess}`);
    await expect(passwordDialog(page).getByRole('button', { name: 'Continue' })).toBeVisible();
    await expect(passwordDialog(page).getByText('The password is wrong.')).toBeVisible();
  }
  await enterPassword(page, second.password);
  await expect(passwordDialog(page).getByText('Too many attempts')).toBeVisible();
  await expectAccessible(page);
  const [settings] = await sql()`select refund_approval_above_minor from shop_settings
    where shop_id = (select id from shops where slug = ${ownShop()})`;
  expect(settings?.refund_approval_above_minor).not.toBe('12300');
  await second.leave();
});

test('a verifier cannot confirm a transfer for an order with their own phone number @mobile', async ({
  page,
}) => {
  const phone = randomPhone();
  await openAs(page, 'verifier', '/verifications');
  await page.getByRole('button', { name: /Ngozi Eze/ }).click();
  await page.getByRole('link', { name: 'Your profile' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Your profile' })).toBeHidden();
  const field = page.getByLabel(/^Your phone number/);
  await field.fill('0803');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter a phone number with its country code')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill(phone.replace('+234', '0'));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await field.fill('0803');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter a phone number with its country code')).toBeVisible();
  await expect(feedback(page, 'Not saved yet.'), 'a refusal after a save').toBeVisible();
  await field.fill(phone.replace('+234', '0'));
  await expect(feedback(page, 'Not saved yet.'), 'as saved').toHaveCount(0);
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  try {
    const order = await placeOrder('bank_transfer');
    await sql()`update orders set phone = ${phone} where id = ${order.order_id}`;
    await submitProof(order);
    await page.goto(adminUrl(`/verifications?order=${order.number}`));
    await expect(page.getByText('This is your own order', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: /Confirm/ })).toHaveCount(0);
    await page.goto(adminUrl('/profile'));
    await expect(field).toHaveValue(phone);
  } finally {
    await sql()`update profiles set phone = null where phone = ${phone}`;
  }
});
