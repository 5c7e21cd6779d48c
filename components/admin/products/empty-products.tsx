import { Plus, SearchX, Tag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { ProductView } from '@/lib/admin/products/list';
import { newProductPath, shopProductsPath } from '@/lib/staff/paths';

type Props = { shop: string; view: ProductView; isNew: boolean; isNarrowed: boolean };

/** An empty list: a shop without products, a search or filters without matches, or a status without products. */
export function EmptyProducts({ shop, view, isNew, isNarrowed }: Props) {
  const t = useTranslations('admin.products');
  if (isNew) {
    return (
      <EmptyState
        icon={Tag}
        title={t('empty.noneTitle')}
        action={
          <ButtonLink href={newProductPath(shop)}>
            <Plus aria-hidden className="size-4" />
            {t('add')}
          </ButtonLink>
        }
      >
        <p>{t('empty.noneText')}</p>
      </EmptyState>
    );
  }
  if (isNarrowed) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('empty.noMatchTitle')}
        action={
          <ButtonLink href={shopProductsPath(shop)} variant="secondary">
            {t('empty.showAll')}
          </ButtonLink>
        }
      >
        <p>{t('empty.noMatchText')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Tag} title={t(`empty.title.${view}`)}>
      <p>{t(`empty.text.${view}`)}</p>
    </EmptyState>
  );
}
