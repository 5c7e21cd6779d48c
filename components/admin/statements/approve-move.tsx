'use client';

import { useTranslations } from 'next-intl';
import { RowForm } from '@/components/admin/list-actions';
import { SubmitButton } from '@/components/ui/submit-button';

/** The second person's yes to moving a credit. `of`: which, for those who hear only the button. */
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
