'use client';

import { Button } from '@/components/ui/button';

/** What is being done with a proof that is on its way. */
export type Stage = { at: 'asking' | 'looking' } | { at: 'sending'; share: number };

export const stageWords = {
  asking: 'Getting ready…',
  sending: 'Sending the file…',
  looking: 'Opening the picture…',
} as const;

/** How far a proof is. The file on its way can be stopped; what our server does with it is done in a moment. */
export function ProofProgress({ stage, onStop }: { stage: Stage; onStop: () => void }) {
  const percent = stage.at === 'sending' ? Math.round(stage.share * 100) : undefined;
  return (
    <div className="grid gap-2">
      <p role="status" className="sr-only">
        {stageWords[stage.at]}
      </p>
      <div className="flex min-h-11 items-center gap-4">
        <progress
          aria-label="Upload"
          value={percent}
          max={100}
          className="h-2 grow appearance-none overflow-hidden rounded-full bg-sunken accent-accent-text [&::-moz-progress-bar]:bg-accent-text [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent-text"
        />
        <span aria-hidden className="w-11 text-right text-sm tabular-nums">
          {percent !== undefined && `${percent} %`}
        </span>
        {stage.at === 'sending' && (
          <Button variant="secondary" size="sm" onClick={onStop}>
            Stop
          </Button>
        )}
      </div>
    </div>
  );
}
