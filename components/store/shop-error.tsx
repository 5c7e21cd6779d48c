'use client';

import { CloudOff } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

type Props = { error: unknown; retry: () => void };

/**
 * A part of the page could not be had: for want of a connection, or since something broke on our side. The digest finds that in the
 * log; what broke is nobody else's business.
 */
export function ShopError({ error, retry }: Props) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  // what a failed fetch throws, of data or of a script
  const isUnreachable = !digest && error instanceof Error && /^(TypeError|ChunkLoadError)$/.test(error.name);
  return (
    <EmptyState
      icon={CloudOff}
      heading="h1"
      title={isUnreachable ? 'We could not reach the shop' : 'That did not work'}
      action={
        <Button onClick={isUnreachable ? () => window.location.reload() : retry}>
          {isUnreachable ? 'Reload page' : 'Try again'}
        </Button>
      }
    >
      <p>
        {isUnreachable
          ? 'Check your connection, then reload the page. Your cart and your orders are safe.'
          : 'Something broke on our side. Your cart and your orders are safe.'}
      </p>
      {digest && <p className="text-sm">If you write to us about it, mention {digest}.</p>}
    </EmptyState>
  );
}
