'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { Card } from '@/components/ui/card';
import { useServerCall } from '@/components/ui/use-server-call';
import { runImport } from '@/lib/admin/imports/actions';
import type { ImportJob } from '@/lib/admin/imports/queries';

/** Pause between calls: React shows the progress only when no action is running. */
const SHOW_MS = 200;
/** Pause after a call that failed, or that found another worker. */
const PAUSE_MS = 2000;

/** Runs an import and shows its progress. If the page is closed, cron continues. */
export function ImportProgress({ id, job }: { id: string; job: ImportJob }) {
  const t = useTranslations('admin.imports.progress');
  const call = useServerCall();
  const run = useEffectEvent(() => call(runImport(id)));
  useEffect(() => {
    let isUnmounted = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = async () => {
      const result = await run();
      if (isUnmounted || (result.ok && result.data.isOver)) return;
      timer = setTimeout(work, !result.ok || result.data.isBusy ? PAUSE_MS : SHOW_MS);
    };
    void work();
    return () => {
      isUnmounted = true;
      clearTimeout(timer);
    };
  }, []);
  const total = job.state === 'undoing' ? job.undoable : job.total;
  const labels = { checking: t('checking'), undoing: t('undoing'), running: t('running') };
  const label = job.state === 'checking' || job.state === 'undoing' ? labels[job.state] : labels.running;
  return (
    <Card className="grid gap-3">
      <p className="font-medium" id="import-progress">
        {label}
      </p>
      <progress
        aria-labelledby="import-progress"
        value={job.done}
        max={Math.max(total, 1)}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent-text [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent-text"
      />
      <p role="status" className="text-muted text-sm tabular-nums">
        {t('done', { done: job.done, total })}
      </p>
      <p className="text-muted text-sm">{t('leave')}</p>
    </Card>
  );
}
