'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Select } from '@/components/ui/select';
import { TAX_CLASSES } from '@/lib/admin/products/tax-class';

export function TaxClassSelect(props: Omit<ComponentProps<typeof Select>, 'children'>) {
  const t = useTranslations('admin.productEditor.variants.taxClasses');
  return (
    <Select {...props}>
      {TAX_CLASSES.map((each) => (
        <option key={each} value={each}>
          {t(each)}
        </option>
      ))}
    </Select>
  );
}
