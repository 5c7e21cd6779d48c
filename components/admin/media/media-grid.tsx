'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Picture } from '@/components/ui/picture';
import type { MediaRow, OpenUpload } from '@/lib/admin/media/media';
import { MediaDialog } from './media-dialog';
import { UPLOAD_BUTTON, UploadArea } from './upload-area';

export const mediaColumns = 'grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5';

type Props = { shop: string; rows: MediaRow[] };

/** The pictures of a page of the library. Each opens its details. */
export function MediaGrid({ shop, rows }: Props) {
  const t = useTranslations('admin.media');
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <>
      {rows.length > 0 && (
        <ul aria-label={t('title')} className={mediaColumns}>
          {rows.map((media) => (
            <li key={media.media_id} className="grid min-w-0 content-start gap-1">
              <button
                type="button"
                aria-haspopup="dialog"
                aria-label={t('tile.open', { name: media.alt || media.file_name })}
                onClick={() => setOpened(media.media_id)}
                className="group grid w-full gap-2 rounded-lg text-left"
              >
                <MediaThumbnail media={media} />
                <span className="line-clamp-2 text-sm wrap-anywhere group-hover:underline">
                  {media.alt || media.file_name}
                </span>
              </button>
              <span className="flex flex-wrap gap-1">
                {!media.alt && <Badge tone="warn">{t('tile.noAlt')}</Badge>}
                {media.use_count === 0 && <Badge>{t('tile.unused')}</Badge>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <MediaDialog
        shop={shop}
        mediaId={opened}
        onClose={() => setOpened(null)}
        onDeleted={() => document.getElementById(UPLOAD_BUTTON)?.focus()}
      />
    </>
  );
}

/** The whole picture in a square. */
export function MediaThumbnail({ media }: { media: MediaRow }) {
  return (
    <span className="relative block aspect-square overflow-hidden rounded-lg border border-line bg-sunken">
      <Picture
        picture={{ src: media.src }}
        alt=""
        sizes="(width >= 64rem) 16rem, (width >= 40rem) 31vw, 46vw"
        className="object-contain"
      />
    </span>
  );
}

/** Uploads pictures on the page of the library, which shows each one as soon as it is added. */
export function LibraryUpload({ unfinished }: { unfinished: OpenUpload[] }) {
  const router = useRouter();
  return <UploadArea id={UPLOAD_BUTTON} unfinished={unfinished} onAdded={() => router.refresh()} />;
}
