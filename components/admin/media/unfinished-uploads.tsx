'use client';

import { CircleAlert } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { OpenUpload } from '@/lib/admin/media/media';
import { discardUpload } from '@/lib/admin/media/upload-actions';
import { MEDIA_LIMITS } from '@/lib/media/limits';

type Props = { uploads: OpenUpload[]; onChosen: (files: File[]) => void };

/** Uploads that were started and not finished: their page was left, or their browser lost its connection. */
export function UnfinishedUploads({ uploads, onChosen }: Props) {
  const t = useTranslations('admin.media.upload');
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const replaced = useRef('');
  const [gone, setGone] = useState<string[]>([]);
  /** the seconds until another upload counts as unfinished */
  const wait = Math.min(...uploads.flatMap(({ over_in }) => (over_in > 0 ? [over_in] : [])));

  useEffect(() => {
    if (wait === Number.POSITIVE_INFINITY) return;
    const timer = setTimeout(() => router.refresh(), (wait + 1) * 1000);
    return () => clearTimeout(timer);
  }, [wait, router]);

  function discard(upload_id: string) {
    setGone((all) => [...all, upload_id]);
    // a failed fetch throws: the upload is listed again when the page is next loaded
    void discardUpload({ upload_id }).catch(() => null);
  }

  const unfinished = uploads.filter(({ upload_id, over_in }) => over_in === 0 && !gone.includes(upload_id));
  if (unfinished.length === 0) return null;
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={MEDIA_LIMITS.accept}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (files.length === 0) return;
          discard(replaced.current);
          onChosen(files);
        }}
      />
      <ul aria-label={t('unfinished')} className="grid gap-2">
        {unfinished.map(({ upload_id, file_name: name }) => (
          <li key={upload_id} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
            <span className="min-w-0 grow basis-48">
              <span className="font-medium wrap-anywhere">{name}</span>
              <span className="block text-bad">{t('notFinished')}</span>
            </span>
            <span className="flex flex-wrap gap-2">
              <Button
                variant="secondary"
                size="sm"
                aria-label={t('retryOf', { name })}
                onClick={() => {
                  replaced.current = upload_id;
                  input.current?.click();
                }}
              >
                {t('retry')}
              </Button>
              <Button
                variant="secondary"
                size="sm"
                aria-label={t('dismiss', { name })}
                onClick={() => discard(upload_id)}
              >
                {t('remove')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
