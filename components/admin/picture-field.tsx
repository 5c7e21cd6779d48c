'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { MediaPicker } from '@/components/admin/media/media-picker';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Picture } from '@/components/ui/picture';

type Props = { src: string; alt: string; errors?: Record<string, string>; onChange?: () => void };

/** One picture, chosen in the library or uploaded to it, as the fields `image_src` and `image_alt`. */
export function PictureField({ src, alt, errors, onChange }: Props) {
  const t = useTranslations('admin.pictures');
  const [picture, setPicture] = useState({ src, alt });
  const field = useRef<HTMLFieldSetElement>(null);

  function change(chosen: { src: string; alt: string }) {
    setPicture(chosen);
    onChange?.();
  }

  return (
    <>
      {/* input in the picker is not a change of this form */}
      <fieldset
        ref={field}
        onInput={(event) => event.stopPropagation()}
        className="flex flex-wrap items-center gap-3"
      >
        <legend className="mb-1.5 font-medium text-sm">{t('picture')}</legend>
        <input type="hidden" name="image_src" value={picture.src} />
        {picture.src && (
          <span className="relative block size-24 shrink-0 overflow-clip rounded-md border border-line bg-sunken">
            <Picture
              picture={picture}
              alt={picture.alt || t('picture')}
              sizes="6rem"
              className="object-cover"
            />
          </span>
        )}
        <span className="flex flex-wrap gap-2">
          <MediaPicker
            single
            label={picture.src ? t('change') : t('choose')}
            onPick={([media]) => media && change({ src: media.src, alt: media.alt })}
          />
          {picture.src && (
            <Button
              variant="secondary"
              size="sm"
              onClick={() => {
                change({ src: '', alt: '' });
                field.current?.querySelector<HTMLElement>('[aria-haspopup=dialog]')?.focus();
              }}
            >
              {t('remove')}
            </Button>
          )}
        </span>
        {errors?.image_src && <p className="basis-full text-bad text-sm">{errors.image_src}</p>}
      </fieldset>
      {picture.src ? (
        <Field name="image_alt" label={t('alt')} optional hint={t('altHint')} error={errors?.image_alt}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              autoComplete="off"
              value={picture.alt}
              onChange={({ currentTarget }) => setPicture({ ...picture, alt: currentTarget.value })}
            />
          )}
        </Field>
      ) : (
        <input type="hidden" name="image_alt" value="" />
      )}
    </>
  );
}
