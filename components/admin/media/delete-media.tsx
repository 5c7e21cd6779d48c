'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useServerCall } from '@/components/ui/use-server-call';
import { deleteMedia } from '@/lib/admin/media/actions';
import type { MediaDetails } from '@/lib/admin/media/media';

type Props = { media: MediaDetails; onDeleted: () => void };

/** Deletes a picture after confirmation; one in use is also removed from where it is shown. */
export function DeleteMedia({ media, onDeleted }: Props) {
  const t = useTranslations('admin.media.details');
  const call = useServerCall();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState('');
  const [isDeleting, startDeleting] = useTransition();
  const keep = useRef<HTMLButtonElement>(null);
  const { media_id, use_count } = media;
  const isUsed = media.products.length + media.categories.length + media.collections.length > 0;

  useEffect(() => {
    if (isAsking) keep.current?.focus();
  }, [isAsking]);

  const remove = () =>
    startDeleting(async () => {
      const result = await call(deleteMedia({ media_id, remove_uses: isUsed }));
      if (result.ok) onDeleted();
      else setProblem(result.message);
    });

  return (
    <div className="grid gap-3 border-line border-t pt-4">
      {problem && <Alert tone="bad">{problem}</Alert>}
      {isAsking ? (
        <>
          <p className="text-sm">{isUsed ? t('confirmUsed', { count: use_count }) : t('confirmUnused')}</p>
          <div className="flex flex-wrap gap-2">
            <Button ref={keep} variant="secondary" size="sm" onClick={() => setIsAsking(false)}>
              {t('keep')}
            </Button>
            <Button
              variant="danger"
              size="sm"
              aria-disabled={isDeleting}
              onClick={() => !isDeleting && remove()}
            >
              {isDeleting ? t('deleting') : isUsed ? t('confirmRemove') : t('confirm')}
            </Button>
          </div>
        </>
      ) : (
        <Button variant="danger" size="sm" className="justify-self-start" onClick={() => setIsAsking(true)}>
          <Trash2 aria-hidden className="size-4" />
          {t('delete')}
        </Button>
      )}
    </div>
  );
}
