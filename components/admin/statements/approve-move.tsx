'use client';

import { useTranslations } from 'next-intl';
import { RowForm } from '@/components/admin/list-actions';
import { SubmitButton } from '@/components/ui/submit-button';

/** The second person's approval of moving a credit. `of`: names the move for screen readers. */
export function ApproveMove({ id, of }: { id: string; of: string }) {
  const t = useTranslations('admin.statements');
  return (
    <RowForm command="approve_move" id={id}>
      <SubmitButton size="sm" pendingLabel={t('move.moving')}>
        {t.rich('move.approve', {
          move: of,
          hidden: (chunks) => <span className="sr-only">{chunks}</span>,
        })}
      </SubmitButton>
    </RowForm>
  );
}
