import 'server-only';
import { z } from 'zod';
import type { Membership } from '@/lib/admin/staff/queries';
import { previewPath } from '@/lib/shops/paths';
import { getShop } from '@/lib/shops/queries';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

/**
 * Creates a preview link of a product, which anyone can open for seven days. For staff with `catalog.write`. Null if
 * the shop has no such product, or no public address.
 */
export async function previewProduct({ shop }: Membership, product_id: string): Promise<URL | null> {
  const origin = (await getShop(shop.slug))?.origin;
  if (!origin || !z.uuid().safeParse(product_id).success) return null;
  const client = await sessionClient();
  const token = await rpc(client, 'create_product_preview', { product_id }, z.uuid()).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
  return token === null ? null : new URL(previewPath(token), origin);
}
