'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp, GripVertical, ImageOff } from 'lucide-react';
import Image from 'next/image';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowForm } from '@/components/admin/list-actions';
import { buttonClass } from '@/components/ui/button';
import type { Category } from '@/lib/admin/categories/queries';
import { LEVELS, stepOf } from '@/lib/admin/categories/tree';
import { shopProductsPath } from '@/lib/staff/paths';
import { AddCategory, DeleteCategory, EditCategory, MoveCategory } from './category-dialogs';

const indents = ['', 'pl-6 sm:pl-10', 'pl-12 sm:pl-20'];

type Props = { shop: string; category: Category; categories: Category[] };

/** One category: its name, picture and number of products, and the commands on it. */
export function CategoryRow({ shop, category, categories }: Props) {
  const t = useTranslations('admin.categories');
  const { category_id, name, depth, image_src, branch_count } = category;
  return (
    <div
      className={clsx(
        'grid items-center gap-x-6 gap-y-2 px-4 py-3 hover:bg-sunken lg:grid-cols-[minmax(0,1fr)_auto]',
      )}
    >
      <div className={clsx('flex min-w-0 items-center gap-3', indents[depth - 1])}>
        <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted max-lg:hidden" />
        <span className="relative grid size-10 shrink-0 place-items-center overflow-hidden rounded-md bg-sunken text-muted">
          {image_src ? (
            <Image src={image_src} alt="" fill sizes="40px" draggable={false} className="object-cover" />
          ) : (
            <ImageOff aria-hidden className="size-4" strokeWidth={1.5} />
          )}
        </span>
        <div className="grid min-w-0 gap-0.5">
          <p className="font-medium wrap-anywhere">
            {depth > 1 && <span className="sr-only">{t('level', { depth })} </span>}
            {name}
          </p>
          <Link
            href={shopProductsPath(shop, { category: category_id })}
            draggable={false}
            className="text-muted text-sm underline-offset-4 hover:underline"
          >
            {t('products', { count: branch_count })}
          </Link>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Step category={category} categories={categories} by={-1} />
        <Step category={category} categories={categories} by={1} />
        <EditCategory category={category} />
        <MoveCategory category={category} categories={categories} />
        {depth < LEVELS && <AddCategory below={category} categories={categories} />}
        <DeleteCategory category={category} categories={categories} />
      </div>
    </div>
  );
}

/** Moves a category one place up or down among its siblings. */
function Step({ category, categories, by }: { category: Category; categories: Category[]; by: -1 | 1 }) {
  const t = useTranslations('admin.categories');
  const { category_id, name, version } = category;
  const target = stepOf(categories, category, by);
  const Icon = by === -1 ? ArrowUp : ArrowDown;
  const button = `${by === -1 ? 'up' : 'down'}-${category_id}`;
  return (
    <RowForm command="move_category" id={category_id}>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="parent_id" value={target?.parent_id ?? ''} />
      <input type="hidden" name="place" value={target?.place ?? 0} />
      <input type="hidden" name="button" value={button} />
      <button
        type="submit"
        id={button}
        // not `disabled`, which would lose the focus when the end is reached
        aria-disabled={!target || undefined}
        onClick={(event) => target || event.preventDefault()}
        className={buttonClass({ variant: 'secondary', size: 'sm' }, 'min-w-11 lg:min-w-9')}
      >
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{by === -1 ? t('up', { name }) : t('down', { name })}</span>
      </button>
    </RowForm>
  );
}
