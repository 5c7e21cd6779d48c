'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { useServerCall } from '@/components/ui/use-server-call';
import { updateMedia } from '@/lib/admin/media/actions';
import type { MediaRow } from '@/lib/admin/media/media';
import type { Result } from '@/lib/result';
import { FocalPointField } from './focal-point-field';

type Props = { media: MediaRow; onSaved?: (saved: { media_id: string; alt: string }) => void };

/**
 * The alt text and the focal point of a picture. Not a form: it also opens above the form of a product, and forms
 * cannot be nested.
 */
export function MediaForm({ media, onSaved }: Props) {
  const t = useTranslations('admin.media.details');
  const call = useServerCall();
  const { media_id, file_name, width, height } = media;
  const [alt, setAlt] = useState(media.alt);
  const [focal, setFocal] = useState({ focal_x: media.focal_x, focal_y: media.focal_y });
  const [outcome, setOutcome] = useState<Result | null>(null);
  const [isSaving, startSaving] = useTransition();

  const save = () =>
    startSaving(async () => {
      const result = await call(updateMedia({ media_id, alt, ...focal }));
      setOutcome(result);
      if (result.ok) onSaved?.({ media_id, alt: alt.trim() });
    });

  const error = outcome?.ok === false ? outcome : null;
  return (
    <div className="grid gap-4">
      <FocalPointField media={media} focal={focal} onChange={setFocal} />
      <p className="text-muted text-sm wrap-anywhere">{t('file', { name: file_name, width, height })}</p>
      <Field name="alt" label={t('alt')} hint={t('altHint')} error={error?.fields?.alt}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={200}
            value={alt}
            onChange={({ currentTarget }) => setAlt(currentTarget.value)}
          />
        )}
      </Field>
      {error && !error.fields?.alt && <Alert tone="bad">{error.message}</Alert>}
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" aria-disabled={isSaving} onClick={() => !isSaving && save()}>
          {isSaving ? t('saving') : t('save')}
        </Button>
        <p role="status" className="text-good text-sm">
          {outcome?.ok && !isSaving && t('saved')}
        </p>
      </div>
    </div>
  );
}
