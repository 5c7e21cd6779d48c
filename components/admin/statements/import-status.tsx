import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/form-status';
import type { Imported } from '@/lib/admin/statements/outcome';
import { importedWords } from '@/lib/admin/statements/words';
import { SkippedLines } from './skipped-lines';

/** The result of an import. Skipped lines are not a mistake of the staff member, so they are not shown as an error. */
export function ImportStatus({ outcome }: { outcome: Imported }) {
  const t = useTranslations('admin.statements');
  const { imported, skipped } = outcome;
  return (
    <Notice outcome={outcome} tone={imported > 0 ? 'good' : 'info'} title={importedWords(t, outcome)}>
      {skipped.count > 0 && (
        <>
          <p>{t('import.skipped', { count: skipped.count })}</p>
          <SkippedLines skipped={skipped} />
        </>
      )}
    </Notice>
  );
}
