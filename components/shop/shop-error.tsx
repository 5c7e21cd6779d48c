'use client';

import { CloudOff } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

type Props = { error: unknown; retry: () => void };

/** Something broke on our side. The digest finds it in the log; what broke is nobody else's business. */
export function ShopError({ error, retry }: Props) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <EmptyState
      icon={CloudOff}
      heading="h1"
      title="That did not work"
      action={<Button onClick={retry}>Try again</Button>}
    >
      <p>Something broke on our side. Your cart and your orders are safe.</p>
      {digest && <p className="text-sm">If you write to us about it, mention {digest}.</p>}
    </EmptyState>
  );
}
