'use client';

import { useTranslations } from 'next-intl';
import { DialogActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

/** Replaces an order's link, if someone else got hold of it or the customer lost it. */
export function NewLink({ email }: { email: string }) {
  const t = useTranslations('admin.orders.customer');
  const tCommands = useTranslations('admin.orderCommands');
  return (
    <CommandDialog
      button={tCommands('reissue_keys.label')}
      title={t('newLinkTitle')}
      size="sm"
      className="justify-self-start"
    >
      <CommandForm command="reissue_keys" className="mt-2 grid gap-4">
        <p className="text-muted text-sm [overflow-wrap:anywhere]">{t('newLinkText', { email })}</p>
        <DialogActions>
          <SubmitButton pendingLabel={tCommands('reissue_keys.pending')}>
            {tCommands('reissue_keys.label')}
          </SubmitButton>
        </DialogActions>
      </CommandForm>
    </CommandDialog>
  );
}
