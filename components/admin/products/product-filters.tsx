'use client';

import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useEffect, useId, useRef } from 'react';
import { Select } from '@/components/ui/select';
import { listQuery, type ProductList, productSorts } from '@/lib/admin/products/list';
import type { ProductGroups } from '@/lib/admin/products/queries';
import { shopProductsPath } from '@/lib/staff/paths';
import { CategoryOptions } from './category-options';

type Props = { shop: string; list: ProductList; groups: ProductGroups };

/** Filters by category and tag, and the sort order. */
export function ProductFilters({ shop, list, groups }: Props) {
  const t = useTranslations('admin.products');
  const form = useSelects({ category: list.category ?? '', tag: list.tag ?? '', sort: list.sort });
  const { view, q } = listQuery(list);
  const submit = () => form.current?.requestSubmit();

  const { category, tag } = list;
  const isKnown = groups.categories.some(({ id }) => id === category);
  return (
    <Form
      ref={form}
      action={shopProductsPath(shop)}
      aria-label={t('filters')}
      className="grid grid-cols-2 items-end gap-3 max-sm:w-full sm:flex sm:flex-wrap"
    >
      {view && <input type="hidden" name="view" value={view} />}
      {q && <input type="hidden" name="q" value={q} />}
      <Filter name="category" label={t('category')} defaultValue={category ?? ''} onChange={submit}>
        <option value="">{t('allCategories')}</option>
        {category && !isKnown && <option value={category}>{t('deletedCategory')}</option>}
        <CategoryOptions categories={groups.categories} />
      </Filter>
      <Filter name="tag" label={t('tag')} defaultValue={tag ?? ''} onChange={submit}>
        <option value="">{t('allTags')}</option>
        {/* includes the current tag, even if no product has it any more */}
        {[...new Set(tag ? [...groups.tags, tag] : groups.tags)].map((each) => (
          <option key={each}>{each}</option>
        ))}
      </Filter>
      <Filter name="sort" label={t('sort')} defaultValue={list.sort} onChange={submit}>
        {productSorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sortBy.${sort}`)}
          </option>
        ))}
      </Filter>
      {(category || tag) && (
        <Link
          href={shopProductsPath(shop, listQuery({ ...list, category: null, tag: null }))}
          className="inline-flex min-h-11 items-center rounded-sm px-1 max-sm:justify-center font-semibold text-accent-text text-sm underline-offset-4 hover:underline"
        >
          {t('clearFilters')}
        </Link>
      )}
    </Form>
  );
}

function Filter({ label, ...select }: { label: string } & ComponentProps<typeof Select>) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1 sm:w-44">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <Select id={id} {...select} />
    </div>
  );
}

/**
 * Sets the selects to the filters of the page, also after going back. They stay mounted, so that people who use the keyboard keep the
 * focus. A choice made before hydration is submitted afterwards.
 */
function useSelects(set: Record<string, string>) {
  const form = useRef<HTMLFormElement>(null);
  const isNew = useRef(true);
  const wanted = new URLSearchParams(set).toString();
  useEffect(() => {
    const selects = [...(form.current?.elements ?? [])].filter(
      (element) => element instanceof HTMLSelectElement,
    );
    const values = new URLSearchParams(wanted);
    const differing = selects.filter(({ name, value }) => value !== values.get(name));
    if (isNew.current && differing.length > 0) form.current?.requestSubmit();
    else for (const select of differing) select.value = values.get(select.name) ?? '';
    isNew.current = false;
  }, [wanted]);
  return form;
}
