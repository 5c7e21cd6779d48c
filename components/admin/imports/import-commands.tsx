'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FormStatus } from '@/components/ui/form-status';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { commandImport } from '@/lib/admin/imports/actions';
import type { ImportJob } from '@/lib/admin/imports/queries';

/** Starts an import that was checked, or undoes one that is done. */
export function ImportCommands({ job }: { job: ImportJob }) {
  const t = useTranslations('admin.imports.commands');
  const dialog = useRef<HTMLDialogElement>(null);
  const [outcome, submit] = useServerAction(commandImport, null);
  const { created, updated } = job.counts;
  const count = created + updated;
  const canStart = job.state === 'checked' && count > 0;
  const canUndo = job.state === 'done' && job.undoable > 0;
  return (
    <div className="grid gap-3">
      <FormStatus outcome={outcome?.ok === false ? outcome : null} />
      {job.state === 'checked' && count === 0 && <p className="text-muted">{t('nothing')}</p>}
      {canStart && (
        <form action={submit} className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="id" value={job.import_id} />
          <input type="hidden" name="command" value="start" />
          <SubmitButton pendingLabel={t('starting')}>{t('start', { count })}</SubmitButton>
          {job.counts.failed > 0 && (
            <p className="text-muted text-sm">{t('startSkips', { count: job.counts.failed })}</p>
          )}
        </form>
      )}
      {canUndo && (
        <>
          <Button variant="danger" className="justify-self-start" onClick={() => dialog.current?.showModal()}>
            {t('undo')}
          </Button>
          <Dialog ref={dialog} title={t('undoTitle')} outcome={outcome}>
            <div className="mt-2 grid gap-2 text-muted text-sm">
              <p>{t('undoText')}</p>
              <p>{t('undoKept')}</p>
            </div>
            <form action={submit} className="mt-4">
              <input type="hidden" name="id" value={job.import_id} />
              <input type="hidden" name="command" value="undo" />
              <DialogActions back={t('undoBack')}>
                <SubmitButton variant="danger" pendingLabel={t('starting')}>
                  {t('undo')}
                </SubmitButton>
              </DialogActions>
            </form>
          </Dialog>
        </>
      )}
    </div>
  );
}
