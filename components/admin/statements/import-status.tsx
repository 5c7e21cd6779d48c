import { Notice } from '@/components/ui/form-status';
import type { Imported } from '@/lib/admin/statements/outcome';
import { importedWords, linesWords } from '@/lib/admin/statements/words';
import { SkippedLines } from './skipped-lines';

/** What came of an import. Lines that were not understood are no mistake of whoever imported them. */
export function ImportStatus({ outcome }: { outcome: Imported }) {
  const { imported, skipped } = outcome;
  return (
    <Notice outcome={outcome} tone={imported > 0 ? 'good' : 'info'} title={importedWords(outcome)}>
      {skipped.count > 0 && (
        <>
          <p>
            {linesWords(skipped.count)} {skipped.count === 1 ? 'was' : 'were'} not understood and left out;
            most often these are totals and remarks.
          </p>
          <SkippedLines skipped={skipped} />
        </>
      )}
    </Notice>
  );
}
