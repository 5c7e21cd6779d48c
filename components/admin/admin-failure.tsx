'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** A bug, or a part that does not answer. `digest` is what its line in the log carries beside the request's id. */
export function AdminFailure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <EmptyState
      icon={TriangleAlert}
      title="This did not work"
      heading="h1"
      action={<Button onClick={() => retry()}>Try again</Button>}
    >
      <p>
        Nothing was lost: whatever you did is either done or not, never half. Look at the order before you
        repeat it.
      </p>
      {error.digest && (
        <p className="text-sm">
          If it stays so, tell whoever runs the shop: <span className="font-mono">{error.digest}</span>
        </p>
      )}
    </EmptyState>
  );
}
