'use client';

import { RowForm } from '@/components/admin/desk';
import { SubmitButton } from '@/components/ui/submit-button';
import { useLinesDesk } from './lines-desk';

/** The second person's yes to moving a credit. `of`: which, for those who hear only the button. */
export function ApproveMove({ id, of }: { id: string; of: string }) {
  const { shop } = useLinesDesk();
  return (
    <RowForm command="approve_move" id={id}>
      <input type="hidden" name="shop" value={shop.slug} />
      <SubmitButton size="sm" pendingLabel="Moving …">
        Approve move<span className="sr-only">, {of}</span>
      </SubmitButton>
    </RowForm>
  );
}
