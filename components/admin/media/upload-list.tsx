'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { canRetry } from '@/lib/admin/media/send';
import { MEDIA_LIMITS } from '@/lib/media/limits';
import type { Upload } from './use-uploads';

type Command = (upload: Upload) => void;
type Props = { uploads: Upload[]; retry: Command; stop: Command; dismiss: Command };

/** The files that are being uploaded, and their outcomes. */
export function UploadList({ uploads, ...commands }: Props) {
  const t = useTranslations('admin.media.upload');
  const done = uploads.filter(({ stage }) => stage.at === 'done').length;
  const failed = uploads.filter(({ stage }) => stage.at === 'refused').length;
  const isFinished = uploads.length > 0 && done + failed === uploads.length;
  return (
    <>
      <p role="status" className={isFinished ? 'text-sm' : 'sr-only'}>
        {isFinished && t('summary', { done, failed })}
      </p>
      {uploads.length > 0 && (
        <ul aria-label={t('list')} className="grid gap-2">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} {...commands} />
          ))}
        </ul>
      )}
    </>
  );
}

function UploadRow({ upload, retry, stop, dismiss }: Omit<Props, 'uploads'> & { upload: Upload }) {
  const t = useTranslations('admin.media.upload');
  const { stage, file } = upload;
  const { name } = file;
  const problem = stage.at === 'refused' ? stage.problem : null;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      {stage.at === 'done' && <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />}
      {problem && <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />}
      <span className="min-w-0 grow basis-32">
        <span className="font-medium wrap-anywhere">{name}</span>
        {problem && (
          <span className="block text-bad">
            {problem.reason === 'other'
              ? problem.message
              : t(`refused.${problem.reason}`, { max: MEDIA_LIMITS.megabytes })}
          </span>
        )}
      </span>
      {stage.at === 'sending' && (
        <progress
          aria-label={t('progress', { name })}
          value={Math.round(stage.share * 100)}
          max={100}
          className="h-2 w-24 appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent-text [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent-text"
        />
      )}
      <span className="text-muted tabular-nums">
        {stage.at === 'done' && (stage.isNew ? t('done') : t('known'))}
        {stage.at === 'sending' && t('sending', { percent: Math.round(stage.share * 100) })}
        {(stage.at === 'waiting' || stage.at === 'reading') && t(`stage.${stage.at}`)}
      </span>
      {problem && canRetry(problem) && (
        <Button
          variant="secondary"
          size="sm"
          aria-label={t('retryOf', { name })}
          onClick={() => retry(upload)}
        >
          {t('retry')}
        </Button>
      )}
      {stage.at === 'sending' && <EndButton label={t('stop', { name })} onClick={() => stop(upload)} />}
      {(problem || stage.at === 'waiting') && (
        <EndButton label={t('dismiss', { name })} onClick={() => dismiss(upload)} />
      )}
    </li>
  );
}

function EndButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="grid size-11 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink sm:size-9"
    >
      <X aria-hidden className="size-4" />
    </button>
  );
}
