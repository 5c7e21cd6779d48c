'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { IntentLink } from '@/components/ui/intent-link';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { variantStockPath } from '@/lib/staff/paths';
import { useEditor } from './editor-context';
import { TextField } from './editor-parts';
import { VariantInput } from './variant-input';

type Props = { variant: string; label: string; isLabelShown?: boolean };

/** The stock of a variant, with a link to change it; for a new variant, its opening stock. */
export function VariantStock({ variant: key, label, isLabelShown = false }: Props) {
  const t = useTranslations('admin.productEditor.variants');
  const { product, shop, canAddStock } = useEditor();
  const { control } = useFormContext<EditorValues>();
  const isTracked = useWatch({ control, name: `cells.${key}.is_tracked` });
  const saved = product?.variants.find(({ variant_id }) => variant_id === key);
  if (!isTracked) return <p className="text-muted text-sm">{t('notTracked')}</p>;
  if (saved) {
    return (
      <p className="text-sm">
        {t('onHand', { count: saved.on_hand })}
        {saved.available !== null && (
          <span className="text-muted"> · {t('available', { count: saved.available })}</span>
        )}{' '}
        <IntentLink
          href={variantStockPath(shop.slug, key)}
          aria-label={t('stockOf', { variant: label })}
          className="inline-flex min-h-9 items-center text-accent-text underline-offset-4 hover:underline"
        >
          {t('changeStock')}
        </IntentLink>
      </p>
    );
  }
  if (!canAddStock) return <p className="text-muted text-sm">{t('stockLater')}</p>;
  const name = `cells.${key}.on_hand` as const;
  return isLabelShown ? (
    <TextField
      name={name}
      label={label}
      hint={t('openingStockHint')}
      inputMode="numeric"
      maxLength={7}
      placeholder="0"
      className="max-w-48"
    />
  ) : (
    <VariantInput name={name} label={label} inputMode="numeric" maxLength={7} placeholder="0" />
  );
}
