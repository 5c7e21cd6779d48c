'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ProductGroups } from '@/lib/admin/products/queries';
import { BulkDialog, BulkForm, useBulkErrors } from './bulk-dialog';

type Props = Pick<ProductGroups, 'tags'> & { ticked: number };

export function AddTagDialog({ ticked, tags }: Props) {
  const t = useTranslations('admin.products');
  const known = useId();
  const errors = useBulkErrors('add_tag');
  return (
    <BulkDialog command="add_tag" ticked={ticked}>
      <BulkForm command="add_tag">
        <Field name="tag" label={t('tag')} hint={t('bulk.tagHint')} error={errors?.tag}>
          {(control) => (
            <>
              <Input {...control} required maxLength={40} autoComplete="off" list={known} />
              <datalist id={known}>
                {tags.map((tag) => (
                  <option key={tag} value={tag} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </BulkForm>
    </BulkDialog>
  );
}

export function RemoveTagDialog({ ticked, tags }: Props) {
  const t = useTranslations('admin.products');
  const errors = useBulkErrors('remove_tag');
  return (
    <BulkDialog command="remove_tag" ticked={ticked}>
      <BulkForm command="remove_tag">
        <Field name="tag" label={t('tag')} error={errors?.tag}>
          {(control) => (
            <Select {...control} required>
              <option value="">{t('bulk.chooseTag')}</option>
              {tags.map((tag) => (
                <option key={tag}>{tag}</option>
              ))}
            </Select>
          )}
        </Field>
      </BulkForm>
    </BulkDialog>
  );
}
