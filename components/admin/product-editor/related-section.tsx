'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Picture } from '@/components/ui/picture';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import type { Related } from '@/lib/admin/products/editor-queries';
import { useEditor } from './editor-context';
import { EditorSection, IconButton, SectionError, useFieldError } from './editor-parts';
import { ProductFinder } from './product-finder';

/** The database's limit. */
const MAX_RELATED = 12;

/** The related products of this product, chosen and ordered by hand. */
export function RelatedSection() {
  const t = useTranslations('admin.productEditor.related');
  const { product } = useEditor();
  const { control, setValue, getValues } = useFormContext<EditorValues>();
  const related = useWatch({ control, name: 'related' });
  const error = useFieldError()('related');
  const list = useRef<HTMLUListElement>(null);
  const finder = useRef<HTMLInputElement>(null);

  const change = (next: Related[]) => setValue('related', next, { shouldDirty: true });

  function add(found: Related) {
    const known = getValues('related');
    if (known.some(({ product_id }) => product_id === found.product_id)) return;
    change([...known, found]);
    // the finder is gone, and with it the focus
    if (known.length + 1 === MAX_RELATED)
      requestAnimationFrame(() =>
        list.current?.lastElementChild?.querySelector<HTMLElement>('button:last-of-type')?.focus(),
      );
  }

  function remove(index: number) {
    change(related.toSpliced(index, 1));
    // the finder may come back with the free place
    requestAnimationFrame(() => finder.current?.focus());
  }

  function move(index: number, by: 1 | -1) {
    const moved = related[index];
    if (!moved || !related[index + by]) return;
    change(related.toSpliced(index, 1).toSpliced(index + by, 0, moved));
    // the focus moves with the row
    requestAnimationFrame(() =>
      list.current?.children[index + by]?.querySelector<HTMLElement>(`[data-move="${by}"]`)?.focus(),
    );
  }

  return (
    <EditorSection title={t('title')} hint={t('hint')}>
      {related.length > 0 && (
        <ul ref={list} aria-label={t('title')} className="grid">
          {related.map(({ product_id, name, image }, index) => (
            <li key={product_id} className="flex items-center gap-3 border-line py-1.5 not-first:border-t">
              <span className="relative size-10 shrink-0 overflow-hidden rounded-md bg-sunken">
                {image && <Picture picture={image} alt="" sizes="40px" className="object-cover" />}
              </span>
              <span className="min-w-0 grow text-sm wrap-anywhere">{name}</span>
              <IconButton
                icon={ArrowUp}
                label={t('up', { name })}
                data-move={-1}
                aria-disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t('down', { name })}
                data-move={1}
                aria-disabled={index === related.length - 1}
                onClick={() => move(index, 1)}
              />
              <IconButton icon={X} label={t('remove', { name })} onClick={() => remove(index)} />
            </li>
          ))}
        </ul>
      )}
      {related.length < MAX_RELATED && (
        <ProductFinder
          ref={finder}
          label={t('search')}
          exclude={[...related.map(({ product_id }) => product_id), product?.product_id]}
          onChoose={add}
        />
      )}
      {error && <SectionError>{error}</SectionError>}
    </EditorSection>
  );
}
