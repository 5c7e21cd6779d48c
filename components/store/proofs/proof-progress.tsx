'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** The current step of sending a proof. */
export type Stage = { at: 'asking' | 'looking' } | { at: 'sending'; share: number };

/** The progress of sending a proof. The upload can be stopped; the steps on the server take only a moment. */
export function ProofProgress({ stage, onStop }: { stage: Stage; onStop: () => void }) {
  const t = useTranslations('store.proofs.form');
  const percent = stage.at === 'sending' ? Math.round(stage.share * 100) : undefined;
  return (
    <div className="grid gap-2">
      <p role="status" className="sr-only">
        {t(`stage.${stage.at}`)}
      </p>
      <div className="flex min-h-11 items-center gap-4">
        <progress
          aria-label={t('upload')}
          value={percent}
          max={100}
          className="h-2 grow appearance-none overflow-hidden rounded-full bg-sunken accent-accent-text [&::-moz-progress-bar]:bg-accent-text [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent-text"
        />
        <span aria-hidden className="w-11 text-right text-sm tabular-nums">
          {percent !== undefined && t('percent', { percent })}
        </span>
        {stage.at === 'sending' && (
          <Button variant="secondary" size="sm" onClick={onStop}>
            {t('stop')}
          </Button>
        )}
      </div>
    </div>
  );
}
