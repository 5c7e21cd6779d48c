'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { ProductGroups } from '@/lib/admin/products/queries';
import { BulkDialog, BulkForm, useBulkErrors } from './bulk-dialog';

type Props = Pick<ProductGroups, 'collections'> & { ticked: number };

/** Adds products to a collection whose products are chosen by hand. */
export function CollectionDialog({ ticked, collections }: Props) {
  const t = useTranslations('admin.products');
  const errors = useBulkErrors('add_to_collection');
  return (
    <BulkDialog command="add_to_collection" ticked={ticked}>
      <BulkForm command="add_to_collection">
        <Field
          name="collection_id"
          label={t('collection')}
          hint={t('bulk.collectionHint')}
          error={errors?.collection_id}
        >
          {(control) => (
            <Select {...control} required>
              {collections.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </BulkForm>
    </BulkDialog>
  );
}
