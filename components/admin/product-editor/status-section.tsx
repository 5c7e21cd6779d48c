'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { ChoiceCard } from '@/components/ui/choice';
import { Time } from '@/components/ui/time';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { useEditor } from './editor-context';
import { EditorSection, TextField } from './editor-parts';

const STATUSES = ['draft', 'published', 'scheduled'] as const;

/** Whether shoppers see the product, and from when. */
export function StatusSection() {
  const t = useTranslations('admin.productEditor.status');
  const { product, shop } = useEditor();
  const { register, control } = useFormContext<EditorValues>();
  const status = useWatch({ control, name: 'status' });
  return (
    <EditorSection title={t('title')}>
      <fieldset className="grid gap-2">
        <legend className="sr-only">{t('title')}</legend>
        {STATUSES.map((each) => (
          <ChoiceCard
            key={each}
            {...register('status')}
            value={each}
            title={t(`choices.${each}.title`)}
            description={t(`choices.${each}.text`)}
          />
        ))}
      </fieldset>
      {status === 'scheduled' && (
        <TextField
          name="publish_at"
          type="datetime-local"
          label={t('publishAt')}
          hint={t('timeZone', { zone: shop.time_zone.replaceAll('_', ' ') })}
        />
      )}
      {status === 'published' && product?.status === 'published' && product.published_at && (
        <p className="text-muted text-sm">
          {t.rich('since', {
            time: () => (
              <Time at={product.published_at ?? ''} timeZone={shop.time_zone} locale={shop.locale} />
            ),
          })}
        </p>
      )}
    </EditorSection>
  );
}
