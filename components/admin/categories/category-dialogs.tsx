'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RowForm, useRowOutcome } from '@/components/admin/list-actions';
import { RowFormDialog } from '@/components/admin/row-dialog';
import { DialogActions, DialogButton } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Category } from '@/lib/admin/categories/queries';
import { LAST, LEVELS, parentsFor } from '@/lib/admin/categories/tree';
import { CategoryFields } from './category-fields';

/** Adds a category; `below` is the preselected parent. Each row has its own form, whose outcome is found by `row`. */
export function AddCategory({ below, categories }: { below?: Category; categories: Category[] }) {
  const t = useTranslations('admin.categories');
  const row = { command: 'add_category', id: below?.category_id ?? '' };
  const form = (
    <RowForm {...row} className="mt-2 grid gap-4">
      <CategoryFields {...row}>
        <ParentField
          row={row}
          parents={categories.filter(({ depth }) => depth < LEVELS)}
          chosen={below?.category_id ?? null}
        />
      </CategoryFields>
      <Submit />
    </RowForm>
  );
  const outcome = useRowOutcome(row);
  // mounted when opened, because the page has many of these forms
  const [isOpened, setOpened] = useState(false);
  const open = () => setOpened(true);
  if (below)
    return (
      <RowFormDialog
        {...row}
        of={below.name}
        button={t('addBelow')}
        title={t('addBelowTitle', { name: below.name })}
        onToggle={open}
      >
        {isOpened && form}
      </RowFormDialog>
    );
  return (
    <DialogButton
      button={
        <>
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </>
      }
      title={t('addTitle')}
      outcome={outcome}
      onToggle={open}
      className="max-sm:w-full"
    >
      {isOpened && form}
    </DialogButton>
  );
}

export function EditCategory({ category }: { category: Category }) {
  const t = useTranslations('admin.categories');
  const { category_id: id, name, version } = category;
  const row = { command: 'save_category', id };
  const [isOpened, setOpened] = useState(false);
  return (
    <RowFormDialog
      {...row}
      of={name}
      button={t('edit')}
      title={t('editTitle', { name })}
      onToggle={() => setOpened(true)}
    >
      {isOpened && (
        <RowForm {...row} className="mt-2 grid gap-4">
          <input type="hidden" name="version" value={version} />
          <CategoryFields {...row} category={category} />
          <Submit />
        </RowForm>
      )}
    </RowFormDialog>
  );
}

/** Moves a category with its subcategories under another one or to the top level. */
export function MoveCategory({ category, categories }: { category: Category; categories: Category[] }) {
  const t = useTranslations('admin.categories');
  const { category_id: id, name, version, parent_id } = category;
  const row = { command: 'move_category', id };
  return (
    <RowFormDialog {...row} of={name} button={t('move')} title={t('moveTitle', { name })}>
      <RowForm {...row} className="mt-2 grid gap-4">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="place" value={LAST} />
        <ParentField row={row} parents={parentsFor(categories, id)} chosen={parent_id} />
        <Submit />
      </RowForm>
    </RowFormDialog>
  );
}

/** Deletes a category, and says where its products and subcategories move. */
export function DeleteCategory({ category, categories }: { category: Category; categories: Category[] }) {
  const t = useTranslations('admin.categories');
  const { category_id: id, name, version, product_count, parent_id } = category;
  const subcategoryCount = categories.filter((each) => each.parent_id === id).length;
  const parent = categories.find(({ category_id }) => category_id === parent_id);
  const isEmpty = product_count + subcategoryCount === 0;
  const row = { command: 'delete_category', id };
  return (
    <RowFormDialog {...row} of={name} button={t('delete')} title={t('deleteTitle', { name })}>
      <RowForm {...row} className="mt-2 grid gap-4">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="moves" value={isEmpty ? '' : 'yes'} />
        {!isEmpty && (
          <p className="text-sm wrap-anywhere">
            {parent
              ? t('deleteMoves', {
                  products: product_count,
                  categories: subcategoryCount,
                  parent: parent.name,
                })
              : t('deleteMovesUp', { products: product_count, categories: subcategoryCount })}
          </p>
        )}
        <p className="text-muted text-sm">{t('deleteText')}</p>
        <DialogActions>
          <SubmitButton variant="danger" pendingLabel={t('deleting')}>
            {t('delete')}
          </SubmitButton>
        </DialogActions>
      </RowForm>
    </RowFormDialog>
  );
}

type ParentProps = { row: { command: string; id: string }; parents: Category[]; chosen: string | null };

function ParentField({ row, parents, chosen }: ParentProps) {
  const t = useTranslations('admin.categories');
  const outcome = useRowOutcome(row);
  return (
    <Field
      name="parent_id"
      label={t('parent')}
      error={outcome?.ok === false ? outcome.fields?.parent_id : undefined}
    >
      {(control) => (
        <Select {...control} defaultValue={chosen ?? ''}>
          <option value="">{t('topLevel')}</option>
          {parents.map(({ category_id, name, depth }) => (
            <option key={category_id} value={category_id}>
              {`${'\u2003'.repeat(depth - 1)}${name}`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Submit() {
  const t = useTranslations('admin.categories');
  return (
    <DialogActions>
      <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
    </DialogActions>
  );
}
