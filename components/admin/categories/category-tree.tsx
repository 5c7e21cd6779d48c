'use client';

import clsx from 'clsx';
import { type DragEvent, startTransition, useState } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import type { Category } from '@/lib/admin/categories/queries';
import { dropOn } from '@/lib/admin/categories/tree';
import { CategoryRow } from './category-row';

type Props = { shop: string; categories: Category[] };
type Where = 'before' | 'inside' | 'after';

/** The tree as a list of rows, which are moved by their buttons or dragged before, after or onto another row. */
export function CategoryTree({ shop, categories }: Props) {
  const { sendRow } = useListActions();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<{ id: string; where: Where } | null>(null);

  function dragOver(event: DragEvent<HTMLElement>, category: Category) {
    if (!dragged) return;
    const where = whereIn(event);
    if (!dropOn(categories, dragged, category, where)) return setOver(null);
    event.preventDefault();
    setOver({ id: category.category_id, where });
  }

  function drop(event: DragEvent<HTMLElement>, category: Category) {
    event.preventDefault();
    const moved = categories.find(({ category_id }) => category_id === dragged);
    const target = moved && dropOn(categories, moved.category_id, category, whereIn(event));
    if (target) {
      const form = new FormData();
      form.set('command', 'move_category');
      form.set('id', moved.category_id);
      form.set('version', String(moved.version));
      form.set('parent_id', target.parent_id ?? '');
      form.set('place', String(target.place));
      startTransition(() => sendRow(form));
    }
    end();
  }

  function end() {
    setDragged(null);
    setOver(null);
  }

  return (
    <ol className="overflow-clip rounded-lg border border-line bg-raised">
      {categories.map((category) => {
        const where = over?.id === category.category_id ? over.where : null;
        return (
          <li
            key={category.category_id}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(category.category_id);
            }}
            onDragOver={(event) => dragOver(event, category)}
            onDrop={(event) => drop(event, category)}
            onDragEnd={end}
            className={clsx(
              'border-line not-first:border-t',
              dragged === category.category_id && 'opacity-50',
              where === 'before' && 'shadow-[inset_0_3px_0_var(--color-accent-text)]',
              where === 'after' && 'shadow-[inset_0_-3px_0_var(--color-accent-text)]',
              where === 'inside' && 'bg-accent-soft',
            )}
          >
            <CategoryRow shop={shop} category={category} categories={categories} />
          </li>
        );
      })}
    </ol>
  );
}

/** The upper quarter of a row means before it, the lower quarter after it, and the rest inside it. */
function whereIn({ currentTarget, clientY }: DragEvent<HTMLElement>): Where {
  const { top, height } = currentTarget.getBoundingClientRect();
  const share = (clientY - top) / height;
  if (share < 0.25) return 'before';
  return share > 0.75 ? 'after' : 'inside';
}
