'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useRowOutcome } from '@/components/admin/list-actions';
import { PictureField } from '@/components/admin/picture-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { CategoryOutcome } from '@/lib/admin/categories/actions';
import type { Category } from '@/lib/admin/categories/queries';

type Props = {
  command: string;
  id: string;
  category?: Category;
  /** shown below the name */
  children?: ReactNode;
};

/** The name, address, description and picture of a category. A refused form keeps its input. */
export function CategoryFields({ command, id, category, children }: Props) {
  const t = useTranslations('admin.categories');
  const outcome: CategoryOutcome | null = useRowOutcome({ command, id });
  const refusal = outcome?.ok === false ? outcome : null;
  const filled = (field: 'name' | 'slug' | 'description' | 'image_src' | 'image_alt') =>
    refusal?.values?.[field] ?? category?.[field] ?? '';
  const errors = refusal?.fields;
  const first = useRef<HTMLInputElement>(null);
  // the dialog opens before its fields are mounted
  useEffect(() => first.current?.focus(), []);
  return (
    <>
      <Field name="name" label={t('name')} error={errors?.name}>
        {(control) => (
          <Input
            {...control}
            ref={first}
            required
            maxLength={80}
            autoComplete="off"
            defaultValue={filled('name')}
          />
        )}
      </Field>
      {children}
      <Field name="slug" label={t('slug')} optional hint={t('slugHint')} error={errors?.slug}>
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
            defaultValue={filled('slug')}
          />
        )}
      </Field>
      <Field
        name="description"
        label={t('description')}
        optional
        hint={t('descriptionHint')}
        error={errors?.description}
      >
        {(control) => <Textarea {...control} rows={3} maxLength={500} defaultValue={filled('description')} />}
      </Field>
      <PictureField src={filled('image_src')} alt={filled('image_alt')} errors={errors} />
    </>
  );
}
