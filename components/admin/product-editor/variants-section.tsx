'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { type EditorValues, hasVariants } from '@/lib/admin/products/editor-form';
import { EditorSection, SectionError, useFieldError } from './editor-parts';
import { SingleVariant } from './single-variant';
import { VariantTable } from './variant-table';

/** Prices, SKUs and stock of each variant, or of a product without options. */
export function VariantsSection() {
  const t = useTranslations('admin.productEditor.variants');
  const matrix = useWatch<EditorValues, 'matrix'>({ name: 'matrix' });
  const errorOf = useFieldError();
  const error = errorOf('variants');
  const [only] = matrix.combinations;
  const isTable = hasVariants(matrix);
  return (
    <EditorSection
      title={isTable ? t('title') : t('singleTitle')}
      hint={isTable ? t('hint', { count: matrix.combinations.length }) : undefined}
    >
      {error && <SectionError>{error}</SectionError>}
      {isTable ? (
        <VariantTable matrix={matrix} />
      ) : (
        only && <SingleVariant key={only.key} variant={only.key} />
      )}
    </EditorSection>
  );
}
