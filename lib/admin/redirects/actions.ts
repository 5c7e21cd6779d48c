'use server';

import { refresh } from 'next/cache';
import { renewAddresses } from '@/lib/admin/renew-addresses';
import { currentMembership, type Membership } from '@/lib/admin/staff/queries';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { invalid, refuse } from '@/lib/refusals';
import { done } from '@/lib/result';
import { execute, resultOf } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { type RedirectCommand, redirectCommandSchema } from './schema';

/** `values` refill a refused form. */
export type RedirectOutcome = RowOutcome & { values?: Record<string, string> };

/**
 * Adds a redirect, changes its target, or deletes it. Refuses with the reasons of `save_redirect` and `delete_redirect`.
 */
export async function changeRedirect(
  _last: RedirectOutcome | null,
  form: FormData,
): Promise<RedirectOutcome> {
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const values = formValues(form);
  const row = { id, command, messageKey: command, value: '', values };
  const membership = await currentMembership();
  if (!membership) return { ...(await refuse('invalid_form')), ...row };
  const parsed = redirectCommandSchema.safeParse(values);
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };
  const result = await resultOf(change(membership, parsed.data));
  refresh();
  if (!result.ok) return { ...result, ...row };
  renewAddresses(membership.shop.slug);
  return { ...done(null), ...row };
}

async function change({ shop }: Membership, input: RedirectCommand): Promise<null> {
  const client = await sessionClient();
  switch (input.command) {
    case 'add_redirect':
      return execute(client, 'save_redirect', {
        ...{ shop: shop.slug, from_path: input.from_path, to_path: input.to_path },
      });
    case 'edit_redirect':
      return execute(client, 'save_redirect', {
        ...{ shop: shop.slug, from_path: '', to_path: input.to_path, redirect_id: input.id },
      });
    case 'delete_redirect':
      return execute(client, 'delete_redirect', { shop: shop.slug, redirect_id: input.id });
  }
}
