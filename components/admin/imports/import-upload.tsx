'use client';

import clsx from 'clsx';
import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type DragEvent, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { useServerCall } from '@/components/ui/use-server-call';
import { beginImport, readImport } from '@/lib/admin/imports/actions';
import { IMPORT_LIMITS } from '@/lib/admin/imports/limits';
import { shopImportPath } from '@/lib/staff/paths';
import { UploadEnded, uploadFile } from '@/lib/upload-file';

type Progress = { name: string; share: number };

/** Uploads a file and opens its import. The file goes directly to storage, because a serverless function accepts at most 4.5 MB. */
export function ImportUpload({ shop }: { shop: string }) {
  const t = useTranslations('admin.imports');
  const router = useRouter();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const call = useServerCall();
  const input = useRef<HTMLInputElement>(null);

  async function send(file: File | undefined) {
    if (!file || progress) return;
    setProblem(null);
    const refusal =
      file.size > IMPORT_LIMITS.maxBytes
        ? t('refused.file_too_large')
        : file.size === 0
          ? t('refused.file_empty')
          : null;
    if (refusal) return setProblem(refusal);
    setProgress({ name: file.name, share: 0 });
    try {
      setProblem(await upload(file));
    } catch (error) {
      if (!(error instanceof UploadEnded)) throw error;
      setProblem(t('upload.ended'));
    } finally {
      setProgress(null);
      if (input.current) input.current.value = '';
    }
  }

  /** What went wrong, or null. */
  async function upload(file: File): Promise<string | null> {
    const begun = await call(beginImport({ file_name: file.name }));
    if (!begun.ok) return begun.message;
    const { import_id, url } = begun.data;
    const signal = new AbortController().signal;
    await uploadFile(url, file, { signal, onProgress: (share) => setProgress({ name: file.name, share }) });
    const read = await call(readImport(import_id));
    if (!read.ok) return read.message;
    router.push(shopImportPath(shop, import_id));
    return null;
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void send(event.dataTransfer.files[0]);
  }

  return (
    <div className="grid gap-3">
      {problem && <Alert tone="bad">{problem}</Alert>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the file field inside does the same by keyboard */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
        className={clsx(
          'grid justify-items-center gap-3 rounded-lg border-2 border-dashed p-6 text-center has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent-text',
          isOver ? 'border-accent-text bg-accent-soft' : 'border-edge bg-sunken',
        )}
      >
        <label
          className={buttonClass({ variant: 'primary' }, clsx('cursor-pointer', progress && 'opacity-55'))}
        >
          <Upload aria-hidden className="size-4" />
          {t('upload.choose')}
          <input
            ref={input}
            type="file"
            accept={IMPORT_LIMITS.accept}
            disabled={progress !== null}
            onChange={({ currentTarget }) => void send(currentTarget.files?.[0])}
            className="sr-only"
          />
        </label>
        <p className="text-muted text-sm">{t('upload.limits')}</p>
        <p role="status" className="wrap-anywhere text-sm">
          {progress &&
            (progress.share < 1
              ? t('upload.sending', { name: progress.name, percent: Math.round(progress.share * 100) })
              : t('upload.reading', { name: progress.name }))}
        </p>
      </div>
    </div>
  );
}
