'use server';

import { refresh, updateTag } from 'next/cache';
import { renewAddresses } from '@/lib/admin/renew-addresses';
import { currentMembership, type Membership } from '@/lib/admin/staff/queries';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { invalid, refuse } from '@/lib/refusals';
import { done } from '@/lib/result';
import { shopTag } from '@/lib/shops/tags';
import { execute, resultOf } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { type CategoryCommand, categoryCommandSchema } from './schema';

/** `value`: the pressed button. `values` refill a refused form. */
export type CategoryOutcome = RowOutcome & { values?: Record<string, string> };

/**
 * Adds, saves, moves or deletes a category as the signed-in user. Refuses with the reasons of `save_category`, `move_category` and
 * `delete_category`.
 */
export async function changeCategory(
  _last: CategoryOutcome | null,
  form: FormData,
): Promise<CategoryOutcome> {
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const values = formValues(form);
  const row = { id, command, messageKey: command, value: formValue(form, 'button'), values };
  const membership = await currentMembership();
  if (!membership) return { ...(await refuse('invalid_form')), ...row };
  const parsed = categoryCommandSchema.safeParse(values);
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };
  const result = await resultOf(change(membership, parsed.data));
  refresh();
  if (!result.ok) return { ...result, ...row };
  // every page of the shop shows its categories
  updateTag(shopTag(membership.shop.slug));
  renewAddresses(membership.shop.slug);
  return { ...done(null), ...row };
}

async function change({ shop }: Membership, input: CategoryCommand): Promise<null> {
  const client = await sessionClient();
  switch (input.command) {
    case 'add_category': {
      const { command: _, ...facts } = input;
      return execute(client, 'save_category', { category: { ...facts, shop: shop.slug } });
    }
    case 'save_category': {
      const { command: _, id, ...facts } = input;
      return execute(client, 'save_category', { category: { ...facts, category_id: id } });
    }
    case 'move_category':
      return execute(client, 'move_category', {
        ...{ category_id: input.id, version: input.version },
        ...{ parent_id: input.parent_id ?? undefined, place: input.place },
      });
    case 'delete_category':
      return execute(client, 'delete_category', {
        ...{ category_id: input.id, version: input.version, moves_products: input.moves === 'yes' },
      });
  }
}
