'use client';

import { useTranslations } from 'next-intl';
import { EditorSection, LongTextField, TextField } from './editor-parts';

/** The name and the descriptions of the product. */
export function BasicsSection() {
  const t = useTranslations('admin.productEditor.basics');
  return (
    <EditorSection title={t('title')}>
      <TextField name="name" label={t('name')} maxLength={120} required />
      <TextField name="summary" label={t('summary')} hint={t('summaryHint')} maxLength={200} optional />
      <LongTextField
        name="description"
        label={t('description')}
        hint={t('descriptionHint')}
        rows={6}
        maxLength={8000}
        optional
      />
    </EditorSection>
  );
}
