'use client';

import clsx from 'clsx';
import { ImagePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { DialogBack, DialogButton } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { useServerCall } from '@/components/ui/use-server-call';
import { pickMedia } from '@/lib/admin/media/actions';
import type { MediaRow } from '@/lib/admin/media/media';
import { trackLatest } from '@/lib/latest';
import { MediaThumbnail, mediaColumns } from './media-grid';
import { UploadArea } from './upload-area';

type Props = {
  label: string;
  /** only one picture can be chosen */
  single?: boolean;
  onPick: (media: MediaRow[]) => void;
};

/** A button that opens the library in a dialog. Pictures are chosen there, or uploaded, which also chooses them. */
export function MediaPicker({ label, single = false, onPick }: Props) {
  const t = useTranslations('admin.media.picker');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <DialogButton
      variant="secondary"
      size="sm"
      title={single ? t('titleOne') : t('title')}
      width="full"
      aside={<DialogBack size="sm">{t('cancel')}</DialogBack>}
      button={
        <>
          <ImagePlus aria-hidden className="size-4" />
          {label}
        </>
      }
      onToggle={setIsOpen}
    >
      {isOpen && <Picker single={single} onPick={onPick} />}
    </DialogButton>
  );
}

/** The pause in typing after which the search runs. */
const PAUSE_MS = 250;

function Picker({ single, onPick }: Pick<Props, 'single' | 'onPick'>) {
  const t = useTranslations('admin.media.picker');
  const [search, setSearch] = useState('');
  const { rows, after, problem, isLoading, showMore, put } = useLibrary(search);
  const [picked, setPicked] = useState<MediaRow[]>([]);
  const list = useId();

  const isPicked = ({ media_id }: MediaRow) => picked.some((each) => each.media_id === media_id);
  const toggle = (media: MediaRow) =>
    setPicked((all) =>
      single
        ? [media]
        : isPicked(media)
          ? all.filter(({ media_id }) => media_id !== media.media_id)
          : [...all, media],
    );

  function addUploaded(media: MediaRow) {
    put(media);
    setPicked((all) =>
      single ? [media] : [...all.filter(({ media_id }) => media_id !== media.media_id), media],
    );
  }

  return (
    <div className="mt-4 grid gap-4">
      <UploadArea onAdded={addUploaded} />
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={search}
        maxLength={100}
        // Enter would submit the form around this dialog
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      {problem && <Alert tone="bad">{problem}</Alert>}
      <p role="status" className="text-muted text-sm empty:hidden">
        {isLoading ? t('loading') : rows.length === 0 && !problem && t('none')}
      </p>
      <fieldset className="min-w-0">
        <legend className="sr-only">{t('list')}</legend>
        <div className={mediaColumns}>
          {rows.map((media) => (
            <label
              key={media.media_id}
              className="relative grid min-w-0 cursor-pointer content-start gap-1.5"
            >
              <input
                type={single ? 'radio' : 'checkbox'}
                // not part of the form around this dialog
                form=""
                name={list}
                checked={isPicked(media)}
                onChange={() => toggle(media)}
                className="absolute top-2 left-2 z-10 size-6 accent-accent-text"
              />
              <span className={clsx('rounded-lg', isPicked(media) && 'outline-3 outline-accent-text')}>
                <MediaThumbnail media={media} />
              </span>
              <span className="line-clamp-2 text-sm wrap-anywhere">{media.alt || media.file_name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {after && (
        <Button variant="secondary" size="sm" className="justify-self-center" onClick={showMore}>
          {t('more')}
        </Button>
      )}
      <div className="sticky -bottom-4 -mx-4 flex justify-end border-line border-t bg-raised p-4 sm:-bottom-5 sm:-mx-5 sm:px-5">
        <Button
          aria-disabled={picked.length === 0}
          onClick={({ currentTarget }) => {
            if (picked.length === 0) return;
            onPick(picked);
            currentTarget.closest('dialog')?.close();
          }}
        >
          {single ? t('use') : t('add', { count: picked.length })}
        </Button>
      </div>
    </div>
  );
}

/** The pictures that match a search, page by page. `put` adds one that was just uploaded. */
function useLibrary(search: string) {
  const call = useServerCall();
  const [begin] = useState(trackLatest);
  const [rows, setRows] = useState<MediaRow[]>([]);
  const [after, setAfter] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const [isLoading, setIsLoading] = useState(true);

  /** Loads a page of pictures, from the top or after a picture. */
  async function load(from: string | null) {
    const isLatest = begin();
    setIsLoading(true);
    const found = await call(pickMedia({ search, after: from }));
    if (!isLatest()) return;
    setIsLoading(false);
    setProblem(found.ok ? '' : found.message);
    if (!found.ok) return;
    setRows((all) => (from === null ? found.data.rows : withoutDuplicates([...all, ...found.data.rows])));
    setAfter(found.data.after);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` belongs to the search
  useEffect(() => {
    // forgets the next page of the earlier search, and ignores a response that is still on its way
    setAfter(null);
    begin();
    const timer = setTimeout(() => load(null), search ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [search]);

  const put = (media: MediaRow) => setRows((all) => withoutDuplicates([media, ...all]));
  return { rows, after, problem, isLoading, put, showMore: () => void load(after) };
}

const withoutDuplicates = (rows: MediaRow[]) => [...new Map(rows.map((row) => [row.media_id, row])).values()];
