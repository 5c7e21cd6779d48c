'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { Select } from '@/components/ui/select';
import { type EditorValues, hasVariants, savedVariants } from '@/lib/admin/products/editor-form';
import { choiceNames, liveOptions } from '@/lib/admin/products/matrix';

/** A longer list of variants would be unusable: pictures of such a product can only be assigned to choices. */
const MAX_LISTED = 100;

/** The choice or variant that a picture shows. The storefront shows the picture when that is chosen. */
export function PictureShows({ index }: { index: number }) {
  const t = useTranslations('admin.productEditor.pictures');
  const { register, getValues } = useFormContext<EditorValues>();
  const matrix = useWatch<EditorValues, 'matrix'>({ name: 'matrix' });
  if (!hasVariants(matrix)) return null;
  const options = liveOptions(matrix.options);
  const saved = savedVariants(matrix, getValues('cells'));
  return (
    <Select aria-label={t('shows', { number: index + 1 })} {...register(`images.${index}.shows`)}>
      <option value="">{t('wholeProduct')}</option>
      <optgroup label={t('choices')}>
        {options.flatMap(({ name, choices }) =>
          choices.map((choice) => (
            <option key={choice.id} value={`choice:${choice.id}`}>
              {t('choice', { option: name, choice: choice.name })}
            </option>
          )),
        )}
      </optgroup>
      {saved.length > 0 && saved.length <= MAX_LISTED && (
        <optgroup label={t('variants')}>
          {saved.map(({ variant_id, choices }) => (
            <option key={variant_id} value={`variant:${variant_id}`}>
              {choiceNames(matrix.options, choices).join(' / ')}
            </option>
          ))}
        </optgroup>
      )}
    </Select>
  );
}
