'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { useEditor } from './editor-context';
import { EditorSection, LongTextField, TextField } from './editor-parts';

/** The texts for search engines, and the product's slug. */
export function SearchSection() {
  const t = useTranslations('admin.productEditor.search');
  const { shop, origin, product } = useEditor();
  const { control } = useFormContext<EditorValues>();
  const [name, summary, title, description, slug] = useWatch({
    control,
    name: ['name', 'summary', 'seo_title', 'seo_description', 'slug'],
  });
  const host = (origin ?? '').replace(/^https?:\/\//, '');
  return (
    <EditorSection title={t('title')} hint={t('hint')}>
      <figure className="grid min-w-0 gap-1">
        <figcaption className="sr-only">{t('preview')}</figcaption>
        <div className="grid min-w-0 gap-0.5 rounded-md border border-line bg-surface p-3">
          <span className="text-sm">{shop.name}</span>
          <span className="text-muted text-xs wrap-anywhere">
            {t('address', { host: host || shop.slug, slug: slug || t('slugOfName') })}
          </span>
          <span className="truncate text-accent-text text-lg">{title || name || t('noName')}</span>
          <span className="line-clamp-2 text-muted text-sm wrap-anywhere">
            {description || summary || t('noDescription')}
          </span>
        </div>
      </figure>
      <TextField
        name="seo_title"
        label={t('seoTitle')}
        hint={t('seoTitleHint', { count: title.length })}
        placeholder={name}
        maxLength={80}
        optional
      />
      <LongTextField
        name="seo_description"
        label={t('seoDescription')}
        hint={t('seoDescriptionHint', { count: description.length })}
        placeholder={summary}
        maxLength={300}
        optional
      />
      <TextField
        name="slug"
        label={t('slug')}
        hint={product ? t('slugHint') : t('newSlugHint')}
        maxLength={80}
        autoCapitalize="none"
        spellCheck={false}
        optional={!product}
      />
    </EditorSection>
  );
}
