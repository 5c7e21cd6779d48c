import { SearchX, Store } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { homePath, ordersPath, productsPath } from '@/lib/shops/paths';
import { currentOrderShop } from '@/lib/shops/queries';

/** The not-found page of the current shop. */
export async function ShopNotFound() {
  const { is_open } = await currentOrderShop();
  return <NotFound isClosed={!is_open} />;
}

/** `isClosed`: the shop is no longer published, and only its orders can be found. */
export function NotFound({ isClosed = false }: { isClosed?: boolean }) {
  const t = useTranslations('store.layout');
  if (isClosed) {
    return (
      <EmptyState
        icon={Store}
        heading="h1"
        title={t('closedTitle')}
        action={<ButtonLink href={ordersPath}>{t('findOrder')}</ButtonLink>}
      >
        <p>{t('closedText')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      heading="h1"
      title={t('notFoundTitle')}
      action={
        <>
          <ButtonLink href={homePath}>{t('backToHome')}</ButtonLink>
          <ButtonLink href={productsPath} variant="secondary">
            {t('shopAll')}
          </ButtonLink>
        </>
      }
    >
      <p>{t('notFoundText')}</p>
    </EmptyState>
  );
}
