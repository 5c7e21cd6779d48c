'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** What is being done with a proof that is on its way. */
export type Stage = { at: 'asking' | 'looking' } | { at: 'sending'; share: number };

/** How far a proof is. The file on its way can be stopped; what our server does with it is done in a moment. */
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
