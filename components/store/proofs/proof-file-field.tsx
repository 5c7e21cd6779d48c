'use client';

import { FileCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Field } from '@/components/ui/field';
import { PROOF_LIMITS } from '@/lib/proofs/limits';

type Props = {
  error: string | null | undefined;
  /** null: no file chosen */
  file: File | null;
  onChoose: (file: File | null) => void;
};

/** The browser's file input with a preview. The input works without JavaScript, accepts dropped files and opens a phone's gallery. */
export function ProofFileField({ error, file, onChoose }: Props) {
  const t = useTranslations('store.proofs.form');
  return (
    <Field
      name="file"
      label={t('file')}
      hint={t.rich('fileHint', {
        max: PROOF_LIMITS.maxBytes / 1024 / 1024,
        noscript: (chunks) => <span className="hidden noscript:inline">{chunks}</span>,
      })}
      error={error ?? undefined}
    >
      {(control) => (
        <div className="grid gap-3 rounded-md border border-edge border-dashed bg-sunken p-3 has-aria-invalid:border-bad">
          <input
            {...control}
            type="file"
            accept={PROOF_LIMITS.accept}
            onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
            className="w-full min-w-0 text-muted text-sm file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-edge file:bg-raised file:px-4 file:font-semibold file:text-ink file:text-sm hover:file:border-ink"
          />
          {file && <ChosenFile file={file} />}
        </div>
      )}
    </Field>
  );
}

/** A preview, so that the shopper notices a wrong screenshot. Not every browser shows HEIC, and none shows a PDF in an `<img>`. */
function ChosenFile({ file }: { file: File }) {
  const t = useTranslations('store.proofs.form');
  const [url, setUrl] = useState<string>();
  const [isShown, setShown] = useState(true);

  useEffect(() => {
    const objectUrl = URL.createObjectURL(file);
    setUrl(objectUrl);
    setShown(true);
    return () => URL.revokeObjectURL(objectUrl);
  }, [file]);

  return (
    <div className="flex min-w-0 items-center gap-3 text-sm">
      {url && isShown && file.type.startsWith('image/') ? (
        // biome-ignore lint/performance/noImgElement: the file is only on this device
        <img
          src={url}
          alt={t('chosen')}
          onError={() => setShown(false)}
          className="h-24 w-18 shrink-0 rounded-md border border-line bg-raised object-cover object-top"
        />
      ) : (
        <FileCheck aria-hidden className="size-6 shrink-0 text-good" />
      )}
      <span className="wrap-anywhere min-w-0 text-muted">
        {t('size', { megabytes: megabytes(file.size) })}
      </span>
    </div>
  );
}

const megabytes = (bytes: number) => Math.max(0.1, bytes / 1024 / 1024).toFixed(1);
