import { randomUUID } from 'node:crypto';
import { sql } from './fixtures';
import { type PlacedOrder, randomPhone, rpc } from './orders';

/** A shop for a single test, with one product, two host names and the default settings of a new shop. */
export type SmallShop = {
  id: string;
  name: string;
  host: string;
  otherHost: string;
  variant: string;
  rate: string;
};

/** `on_hand`: the product's stock; null means that its stock is not tracked. */
export async function createSmallShop(on_hand: number | null = null): Promise<SmallShop> {
  const slug = `voucher-${randomUUID().slice(0, 8)}`;
  const [name, host, otherHost] = ['Vouchers, “Lagos” & $&', `${slug}.localhost`, `old.${slug}.localhost`];
  return sql().begin(async (tx) => {
    const [shop] = await tx<{ id: string }[]>`insert into shops ${tx({
      ...{
        slug,
        name,
        tagline: 'By post',
        currency: 'NGN',
        country: 'NG',
        contact_email: 'help@vouchers.example',
      },
      published_at: new Date(),
    })} returning id`;
    const id = shop?.id ?? '';
    await tx`insert into shop_domains (host, shop_id, is_primary) values (${otherHost}, ${id}, false), (${host}, ${id}, true)`;
    await tx`insert into payment_methods (shop_id, method, stock_policy, lock_for, label) values
      (${id}, 'paystack', 'lock_then_deduct', '30 minutes', 'Card'),
      (${id}, 'bank_transfer', 'lock_until_verified', '2 hours', 'Transfer'),
      (${id}, 'cod', 'deduct_now', null, 'Pay on delivery')`;
    await tx`insert into bank_accounts (shop_id, bank, account_name, account_number)
      values (${id}, 'GTBank', 'Vouchers Limited', '0987654321')`;
    const [rate] =
      await tx`insert into shipping_rates (shop_id, name, price_minor, country, min_days, max_days)
      values (${id}, 'Email', 0, 'NG', 0, 0) returning id`;
    const [product] = await tx`insert into products (shop_id, slug, name, published_at)
      values (${id}, 'voucher', 'Voucher', now()) returning id`;
    const [variant] = await tx`insert into variants (shop_id, product_id, sku, price_minor, is_tracked)
      values (${id}, ${product?.id}, ${slug}, 500000, ${on_hand !== null}) returning id`;
    if (on_hand !== null) await tx`select adjust_stock(${variant?.id}, ${on_hand}, 'opening count')`;
    return { id, name, host, otherHost, variant: variant?.id, rate: rate?.id };
  });
}

/** Places a guest's order without a browser. */
export async function placeOrderAt(
  shop: SmallShop,
  payment_method: 'paystack' | 'bank_transfer' | 'cod',
  quantity = 1,
) {
  const { token } = (await rpc('set_cart_item', { variant_id: shop.variant, quantity })) as {
    token: string;
  };
  const email = `${randomUUID()}@example.com`;
  const order = await rpc('create_order', {
    ...{ cart_token: token, idempotency_key: randomUUID() },
    checkout: {
      ...{ email, phone: randomPhone(), name: 'Ada Obi', payment_method, shipping_rate_id: shop.rate },
      shipping_address: { line1: '12 Herbert Macaulay Way', city: 'Yaba', region: 'Lagos', country: 'NG' },
    },
  });
  return { ...(order as PlacedOrder), email };
}
