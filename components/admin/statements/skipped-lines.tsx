import { useTranslations } from 'next-intl';
import type { Skipped } from '@/lib/admin/statements/outcome';

/** Skipped lines, collapsed: they are usually totals and remarks of the bank. */
export function SkippedLines({ skipped: { count, first } }: { skipped: Skipped }) {
  const t = useTranslations('admin.statements');
  if (first.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-9 list-none items-center underline underline-offset-4">
        {t('import.showSkipped', { count })}
      </summary>
      <ul className="grid gap-1 pt-1">
        {first.map(({ line, reason, value }) => (
          <li key={`${line} ${reason}`} className="min-w-0 break-words">
            <span className="font-medium tabular-nums">
              {t('import.skippedLine', { line: String(line) })}
            </span>{' '}
            {t(`skipReason.${reason}`)}
            {value && <span className="text-muted"> {t('credit.quoted', { text: value })}</span>}
          </li>
        ))}
        {count > first.length && (
          <li className="text-muted">{t('import.moreSkipped', { count: count - first.length })}</li>
        )}
      </ul>
    </details>
  );
}
