'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { Select } from '@/components/ui/select';
import { type EditorValues, hasVariants } from '@/lib/admin/products/editor-form';
import { choiceNames, liveOptions } from '@/lib/admin/products/matrix';

/** More variants would make a list that nobody can use: their pictures are assigned by choices. */
const MAX_LISTED = 100;

/** Which choice or variant a picture shows: the shop shows it when that is chosen. */
export function PictureShows({ index }: { index: number }) {
  const t = useTranslations('admin.productEditor.pictures');
  const { register } = useFormContext<EditorValues>();
  const matrix = useWatch<EditorValues, 'matrix'>({ name: 'matrix' });
  if (!hasVariants(matrix)) return null;
  const options = liveOptions(matrix.options);
  // one that was just added has no id yet by which a picture could be assigned
  const saved = matrix.combinations.filter(({ key }) => /^[0-9a-f-]{36}$/.test(key));
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
          {saved.map(({ key, choices }) => (
            <option key={key} value={`variant:${key}`}>
              {choiceNames(matrix.options, choices).join(' / ')}
            </option>
          ))}
        </optgroup>
      )}
    </Select>
  );
}
