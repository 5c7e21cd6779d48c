import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { Constants, type Database } from '@/lib/supabase/database.types';
import { rpc } from '@/lib/supabase/rpc';

/** Where products that an import has changed were and are shown: see `private.pages_of_products`. */
export const changedProducts = z.array(
  z.object({
    product_id: z.uuid(),
    slug: z.string(),
    category_id: z.uuid().nullable(),
    is_featured: z.boolean(),
    collections: z.array(z.string()),
  }),
);
export type ChangedProducts = z.infer<typeof changedProducts>;

const batch = z.object({
  shop: z.string(),
  state: z.enum(Constants.public.Enums.import_state),
  /** another worker is running it */
  is_busy: z.boolean(),
  changed: changedProducts,
  has_new_category: z.boolean(),
});
export type ImportState = z.infer<typeof batch>['state'];
export type ImportClient = Pick<SupabaseClient<Database>, 'rpc'>;

/** Processes the next products of an import, in one transaction. */
export const runBatch = (client: ImportClient, import_id: string) =>
  rpc(client, 'run_import_batch', { import_id }, batch);
