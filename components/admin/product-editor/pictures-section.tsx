'use client';

import { ArrowLeft, ArrowRight, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useRef, useState } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { MediaDialog } from '@/components/admin/media/media-dialog';
import { MediaPicker } from '@/components/admin/media/media-picker';
import { Badge } from '@/components/ui/badge';
import { Picture } from '@/components/ui/picture';
import type { MediaRow } from '@/lib/admin/media/media';
import type { EditorImage, EditorValues } from '@/lib/admin/products/editor-form';
import { useEditor } from './editor-context';
import { EditorSection, IconButton, SectionError, useFieldError } from './editor-parts';
import { keepFocus } from './keep-focus';
import { PictureShows } from './picture-shows';

/** The pictures of the product, in the order in which shoppers see them. */
export function PicturesSection() {
  const t = useTranslations('admin.productEditor.pictures');
  const { shop } = useEditor();
  const { control, getValues } = useFormContext<EditorValues>();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'images' });
  const error = useFieldError()('images');
  const [moved, setMoved] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  /** alt texts entered here since the product was read, by picture; the library already has them */
  const [alts, setAlts] = useState<Record<string, string>>({});
  const dragged = useRef<number | null>(null);
  const list = useRef<HTMLUListElement>(null);

  function moveTo(from: number, to: number) {
    if (from === to) return;
    move(from, to);
    setMoved(t('moved', { number: to + 1, count: fields.length }));
  }

  function moveBy({ currentTarget }: MouseEvent<HTMLElement>, from: number, by: number) {
    moveTo(from, from + by);
    keepFocus(currentTarget);
  }

  function addPicked(media: MediaRow[]) {
    const known = new Set(getValues('images').map(({ media_id }) => media_id));
    append(media.filter(({ media_id }) => !known.has(media_id)).map(imageOf), { shouldFocus: false });
  }

  const removeAt = (index: number) => {
    remove(index);
    list.current?.parentElement?.querySelector<HTMLElement>('[aria-haspopup=dialog]')?.focus();
  };

  return (
    <EditorSection title={t('title')} hint={fields.length > 1 ? t('hint') : undefined}>
      {error && <SectionError>{error}</SectionError>}
      <p role="status" className="sr-only">
        {moved}
      </p>
      {fields.length === 0 && <p className="text-muted text-sm">{t('empty')}</p>}
      <ul ref={list} className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-4">
        {fields.map((image, index) => (
          <li
            key={image.id}
            draggable
            onDragStart={() => {
              dragged.current = index;
            }}
            onDragOver={(event) => dragged.current !== null && event.preventDefault()}
            onDrop={(event) => {
              if (dragged.current === null) return;
              event.preventDefault();
              moveTo(dragged.current, index);
            }}
            onDragEnd={() => {
              dragged.current = null;
            }}
            className="grid min-w-0 content-start gap-2 rounded-md border border-line p-2"
          >
            <ProductPicture
              src={image.src}
              alt={alts[image.media_id ?? ''] ?? image.alt}
              number={index + 1}
            />
            <div className="flex flex-wrap justify-center">
              <IconButton
                icon={ArrowLeft}
                label={t('earlier', { number: index + 1 })}
                aria-disabled={index === 0}
                onClick={(event) => moveBy(event, index, -1)}
              />
              <IconButton
                icon={ArrowRight}
                label={t('later', { number: index + 1 })}
                aria-disabled={index === fields.length - 1}
                onClick={(event) => moveBy(event, index, 1)}
              />
              {image.media_id && (
                <IconButton
                  icon={Pencil}
                  label={t('edit', { number: index + 1 })}
                  aria-haspopup="dialog"
                  onClick={() => setOpened(image.media_id)}
                />
              )}
              <IconButton
                icon={Trash2}
                label={t('remove', { number: index + 1 })}
                onClick={() => removeAt(index)}
              />
            </div>
            <PictureShows index={index} />
          </li>
        ))}
      </ul>
      <div>
        <MediaPicker label={t('add')} onPick={addPicked} />
      </div>
      <MediaDialog
        shop={shop.slug}
        mediaId={opened}
        onClose={() => setOpened(null)}
        onSaved={({ media_id, alt }) => setAlts((all) => ({ ...all, [media_id]: alt }))}
      />
    </EditorSection>
  );
}

const imageOf = ({ media_id, src, alt }: MediaRow): EditorImage => ({
  ...{ image_id: null, media_id, src, alt, shows: '' },
});

function ProductPicture({ src, alt, number }: { src: string; alt: string; number: number }) {
  const t = useTranslations('admin.productEditor.pictures');
  return (
    <span className="relative block aspect-square overflow-clip rounded-md bg-sunken">
      <Picture
        picture={{ src }}
        alt={alt || t('picture', { number })}
        sizes="(width >= 40rem) 12rem, 45vw"
        className="pointer-events-none object-contain"
      />
      {!alt && (
        <Badge tone="warn" className="absolute bottom-1 left-1">
          {t('noAlt')}
        </Badge>
      )}
    </span>
  );
}
