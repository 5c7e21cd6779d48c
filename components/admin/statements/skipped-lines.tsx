import type { Skipped } from '@/lib/admin/statements/outcome';
import { linesWords, skipWords } from '@/lib/admin/statements/words';

/** The lines that were not understood, folded away: totals and remarks of the bank are usually all there is. */
export function SkippedLines({ skipped: { count, first } }: { skipped: Skipped }) {
  if (first.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-9 list-none items-center underline underline-offset-4">
        Which {count === 1 ? 'line' : 'lines'}?
      </summary>
      <ul className="grid gap-1 pt-1">
        {first.map(({ line, reason, value }) => (
          <li key={`${line} ${reason}`} className="min-w-0 break-words">
            <span className="font-medium tabular-nums">Line {line}:</span> {skipWords[reason]}
            {value && <span className="text-muted"> “{value}”</span>}
          </li>
        ))}
        {count > first.length && (
          <li className="text-muted">… and {linesWords(count - first.length)} more.</li>
        )}
      </ul>
    </details>
  );
}
