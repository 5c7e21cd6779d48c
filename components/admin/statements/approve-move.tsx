'use client';

import { RowForm } from '@/components/admin/list-actions';
import { SubmitButton } from '@/components/ui/submit-button';

/** The second person's yes to moving a credit. `of`: which, for those who hear only the button. */
export function ApproveMove({ id, of }: { id: string; of: string }) {
  return (
    <RowForm command="approve_move" id={id}>
      <SubmitButton size="sm" pendingLabel="Moving …">
        Approve move<span className="sr-only">, {of}</span>
      </SubmitButton>
    </RowForm>
  );
}
