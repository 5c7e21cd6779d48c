'use client';

import Image from 'next/image';
import { useTranslations } from 'next-intl';
import { useEditor } from './editor-context';
import { EditorSection } from './editor-parts';

export function PicturesSection() {
  const t = useTranslations('admin.productEditor.pictures');
  const { product } = useEditor();
  if (!product?.images.length) return null;
  return (
    <EditorSection title={t('title')}>
      <ul className="grid grid-cols-3 gap-2 sm:grid-cols-5">
        {product.images.map(({ image_id, src, alt, width, height }) => (
          <li key={image_id} className="overflow-clip rounded-md border border-line bg-sunken">
            <Image
              src={src}
              alt={alt}
              width={width}
              height={height}
              sizes="(width >= 40rem) 9rem, 30vw"
              className="aspect-square w-full object-cover"
            />
          </li>
        ))}
      </ul>
    </EditorSection>
  );
}
