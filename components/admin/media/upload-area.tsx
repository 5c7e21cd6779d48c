'use client';

import clsx from 'clsx';
import { Upload as UploadIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { MediaRow, OpenUpload } from '@/lib/admin/media/media';
import { MEDIA_LIMITS } from '@/lib/media/limits';
import { UnfinishedUploads } from './unfinished-uploads';
import { UploadList } from './upload-list';
import { useUploads } from './use-uploads';

/** The id of the upload button, which takes the focus after a picture was deleted. */
export const UPLOAD_BUTTON = 'upload-pictures';

type Props = {
  id?: string;
  /** earlier uploads, listed once they count as unfinished, to be sent again or discarded */
  unfinished?: OpenUpload[];
  onAdded: (media: MediaRow) => void;
};

/** Accepts pictures by button, drop or paste, and shows the progress of each. */
export function UploadArea({ id, unfinished = [], onAdded }: Props) {
  const t = useTranslations('admin.media.upload');
  const { uploads, add, ...commands } = useUploads(onAdded);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);

  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => paste(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    add([...event.dataTransfer.files]);
  }

  return (
    <section
      aria-label={t('label')}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={clsx(
        'grid gap-3 rounded-lg border border-dashed p-4',
        isOver ? 'border-accent-text bg-accent-soft' : 'border-edge',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button id={id} variant="secondary" onClick={() => input.current?.click()}>
          <UploadIcon aria-hidden className="size-4" />
          {t('button')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={MEDIA_LIMITS.accept}
          onChange={({ currentTarget }) => {
            add([...(currentTarget.files ?? [])]);
            // lets the same file be chosen again
            currentTarget.value = '';
          }}
        />
        <p className="min-w-0 basis-60 grow text-muted text-sm">
          {t('hint', { max: MEDIA_LIMITS.megabytes })}
        </p>
      </div>
      <UploadList uploads={uploads} {...commands} />
      <UnfinishedUploads
        // uploads of this page are already in the list above
        uploads={unfinished.filter(({ upload_id }) => !uploads.some(({ openId }) => openId === upload_id))}
        onChosen={add}
      />
    </section>
  );
}
