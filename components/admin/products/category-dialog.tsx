'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { ProductGroups } from '@/lib/admin/products/queries';
import { BulkDialog, BulkForm, useBulkErrors } from './bulk-dialog';
import { CategoryOptions } from './category-options';

type Props = Pick<ProductGroups, 'categories'> & { ticked: number };

/** Moves products into a category, or removes them from theirs. */
export function CategoryDialog({ ticked, categories }: Props) {
  const t = useTranslations('admin.products');
  const errors = useBulkErrors('set_category');
  return (
    <BulkDialog command="set_category" ticked={ticked}>
      <BulkForm command="set_category">
        <Field name="category_id" label={t('category')} error={errors?.category_id}>
          {(control) => (
            <Select {...control}>
              <CategoryOptions categories={categories} />
              <option value="">{t('bulk.noCategory')}</option>
            </Select>
          )}
        </Field>
      </BulkForm>
    </BulkDialog>
  );
}
