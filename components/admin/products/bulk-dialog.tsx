'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useListActions, useRowOutcome } from '@/components/admin/list-actions';
import { DialogActions, DialogButton } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { PRICES_FORM } from '@/lib/admin/products/change';

/** The commands that ask for a value in a dialog. */
type BulkCommand = 'set_category' | 'add_to_collection' | 'add_tag' | 'remove_tag' | 'change_prices';

type DialogProps = { command: BulkCommand; ticked: number; children: ReactNode };

/** A button that asks for a value before the selected products are changed. */
export function BulkDialog({ command, ticked, children }: DialogProps) {
  const t = useTranslations('admin.products.bulk');
  return (
    <DialogButton
      button={t(`command.${command}`)}
      title={t(`title.${command}`, { count: ticked })}
      outcome={useRowOutcome({ command, id: '' })}
      variant="secondary"
      size="sm"
      className="shrink-0"
    >
      {children}
    </DialogButton>
  );
}

/** The form of a BulkDialog, which also submits the selected products. The fields of `change_prices` include the command. */
export function BulkForm({ command, children }: { command: BulkCommand; children: ReactNode }) {
  const t = useTranslations('admin.products.bulk');
  const { ticksId, sendRow } = useListActions();
  function send(form: FormData) {
    const ticks = document.getElementById(ticksId);
    if (ticks instanceof HTMLFormElement)
      for (const id of new FormData(ticks).getAll('products')) form.append('products', id);
    sendRow(form, command);
  }
  return (
    <form action={send} className="mt-2 grid gap-4">
      {command !== PRICES_FORM && <input type="hidden" name="command" value={command} />}
      {children}
      <DialogActions>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </DialogActions>
    </form>
  );
}

/** The field errors of a BulkForm. */
export function useBulkErrors(command: BulkCommand): Record<string, string> | undefined {
  const outcome = useRowOutcome({ command, id: '' });
  return outcome?.ok === false ? outcome.fields : undefined;
}
