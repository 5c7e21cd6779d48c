import { SearchX, Store } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { homePath, ordersPath, productsPath } from '@/lib/shops/paths';
import { currentOrderShop } from '@/lib/shops/queries';

/** In the shop whose page is being rendered. */
export async function ShopNotFound() {
  const { is_open } = await currentOrderShop();
  return <NotFound isClosed={!is_open} />;
}

/** `isClosed`: in a shop that is not published any more, where nothing but orders is left to be found. */
export function NotFound({ isClosed = false }: { isClosed?: boolean }) {
  if (isClosed) {
    return (
      <EmptyState
        icon={Store}
        heading="h1"
        title="This shop is closed"
        action={<ButtonLink href={ordersPath}>Find my order</ButtonLink>}
      >
        <p>Nothing can be ordered here at the moment. Orders that you placed are still here.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      heading="h1"
      title="There is nothing here"
      action={
        <>
          <ButtonLink href={homePath}>To the front page</ButtonLink>
          <ButtonLink href={productsPath} variant="secondary">
            See everything
          </ButtonLink>
        </>
      }
    >
      <p>Check the address. The page may have moved, or the product is no longer sold.</p>
    </EmptyState>
  );
}
