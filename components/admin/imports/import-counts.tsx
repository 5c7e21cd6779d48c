import { useTranslations } from 'next-intl';
import type { ImportJob } from '@/lib/admin/imports/queries';

/** How many products the import would change, has changed, or has restored. */
export function ImportCounts({ job }: { job: ImportJob }) {
  const t = useTranslations('admin.imports.counts');
  const isUndone = job.state === 'undone';
  const isChecked = job.state === 'checked';
  const { counts, undone, pictures } = job;
  const facts = isUndone
    ? [
        [t('undone'), undone.undone],
        [t('partly'), undone.partly],
        [t('kept'), undone.kept],
      ]
    : [
        [isChecked ? t('toCreate') : t('created'), counts.created],
        [isChecked ? t('toUpdate') : t('updated'), counts.updated],
        [t('unchanged'), counts.unchanged],
        [isChecked ? t('toFail') : t('failed'), counts.failed],
      ];
  const pictureCount = pictures.waiting + pictures.done + pictures.failed;
  return (
    <div className="grid gap-2">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {facts.map(([label, count]) => (
          <div key={label} className="grid gap-1 rounded-lg border border-line bg-raised p-4">
            <dt className="text-muted text-sm">{label}</dt>
            <dd className="font-display text-2xl tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
      {pictureCount > 0 && !isUndone && (
        <p className="text-muted text-sm">{t('pictures', { ...pictures, total: pictureCount })}</p>
      )}
    </div>
  );
}
