'use client';

import { useTranslations } from 'next-intl';
import { useFormContext } from 'react-hook-form';
import { CategoryOptions } from '@/components/admin/products/category-options';
import { ChoiceChip } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { useEditor } from './editor-context';
import { EditorSection, SwitchField, useFieldError } from './editor-parts';
import { TagField } from './tag-field';

/** The category, tags and condition of the product, and whether it is featured. */
export function OrganizationSection() {
  const t = useTranslations('admin.productEditor.organization');
  const { groups } = useEditor();
  const { register } = useFormContext<EditorValues>();
  const errorOf = useFieldError();
  return (
    <EditorSection title={t('title')}>
      <Field name="category_id" label={t('category')} error={errorOf('category_id')}>
        {(control) => (
          <Select {...control} {...register('category_id')}>
            <option value="">{t('noCategory')}</option>
            <CategoryOptions categories={groups.categories} />
          </Select>
        )}
      </Field>
      <TagField />
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium text-sm">{t('condition')}</legend>
        <div className="flex flex-wrap gap-2">
          {(['new', 'second_hand'] as const).map((condition) => (
            <ChoiceChip key={condition} {...register('condition')} value={condition}>
              {t(`conditions.${condition}`)}
            </ChoiceChip>
          ))}
        </div>
      </fieldset>
      <SwitchField name="is_featured" label={t('featured')} hint={t('featuredHint')} />
    </EditorSection>
  );
}
