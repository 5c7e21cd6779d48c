import { SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { homePath, productsPath } from '@/lib/shops/paths';

export function NotFound() {
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
      <p>The page has moved, or the product is no longer sold.</p>
    </EmptyState>
  );
}
