'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Dialog, DialogBack } from '@/components/ui/dialog';
import { useServerCall } from '@/components/ui/use-server-call';
import { readMedia } from '@/lib/admin/media/actions';
import type { MediaDetails } from '@/lib/admin/media/media';
import { shopCollectionPath, shopProductPath } from '@/lib/staff/paths';
import { DeleteMedia } from './delete-media';
import { MediaForm } from './media-form';

type Props = {
  shop: string;
  /** null: closed */
  mediaId: string | null;
  onClose: () => void;
  /** lets the page update its copies of the alt text */
  onSaved?: (saved: { media_id: string; alt: string }) => void;
  /** absent: the picture cannot be deleted in this dialog */
  onDeleted?: () => void;
};

/** The details of a picture: its alt text and focal point, where it is used, and the button that deletes it. */
export function MediaDialog({ shop, mediaId, onClose, onSaved, onDeleted }: Props) {
  const t = useTranslations('admin.media.details');
  const dialog = useRef<HTMLDialogElement>(null);
  const [media, setMedia] = useState<MediaDetails | null>(null);
  const [problem, setProblem] = useState('');
  const call = useServerCall();

  useEffect(() => {
    if (mediaId === null) return;
    let isCurrent = true;
    dialog.current?.showModal();
    setMedia(null);
    setProblem('');
    void call(readMedia({ media_id: mediaId })).then((found) => {
      if (!isCurrent) return;
      if (!found.ok) setProblem(found.message);
      else if (!found.data) setProblem(t('gone'));
      else setMedia(found.data);
    });
    return () => {
      isCurrent = false;
    };
  }, [mediaId, t, call]);

  return (
    <Dialog ref={dialog} title={t('title')} width="lg" aside={<DialogBack size="sm" />} onClose={onClose}>
      <div className="mt-4 grid gap-5">
        {!media && !problem && <p role="status">{t('loading')}</p>}
        {problem && <Alert tone="bad">{problem}</Alert>}
        {media && (
          <>
            <MediaForm key={media.media_id} media={media} onSaved={onSaved} />
            <UsedBy shop={shop} media={media} />
            {onDeleted && (
              <DeleteMedia
                media={media}
                onDeleted={() => {
                  dialog.current?.close();
                  onDeleted();
                }}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function UsedBy({
  shop,
  media: { products, categories, collections },
}: {
  shop: string;
  media: MediaDetails;
}) {
  const t = useTranslations('admin.media.details');
  return (
    <div className="grid gap-1 border-line border-t pt-4 text-sm">
      <h3 className="font-medium">{t('usedBy')}</h3>
      {products.length + categories.length + collections.length === 0 && (
        <p className="text-muted">{t('notUsed')}</p>
      )}
      <ul className="grid gap-1">
        {products.map(({ product_id, name }) => (
          <li key={product_id}>
            <Link
              href={shopProductPath(shop, product_id)}
              className="text-accent-text underline-offset-4 wrap-anywhere hover:underline"
            >
              {name}
            </Link>
          </li>
        ))}
        {categories.map(({ category_id, name }) => (
          <li key={category_id} className="wrap-anywhere">
            {t('category', { name })}
          </li>
        ))}
        {collections.map(({ collection_id, name }) => (
          <li key={collection_id}>
            <Link
              href={shopCollectionPath(shop, collection_id)}
              className="text-accent-text underline-offset-4 wrap-anywhere hover:underline"
            >
              {t('collection', { name })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
