'use client';

import { CloudOff } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Messages } from '@/lib/messages/messages';

type Props = { error: unknown; retry: () => void; words: Messages['ui']['error'] };

/**
 * A part of the page could not be had: for want of a connection, or since something broke on our side. The digest finds that in the
 * log; what broke is nobody else's business.
 */
export function ShopError({ error, retry, words }: Props) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  // what a failed fetch throws, of data or of a script
  const isUnreachable = !digest && error instanceof Error && /^(TypeError|ChunkLoadError)$/.test(error.name);
  return (
    <EmptyState
      icon={CloudOff}
      heading="h1"
      title={isUnreachable ? words.unreachableTitle : words.title}
      action={
        <Button onClick={isUnreachable ? () => window.location.reload() : retry}>
          {isUnreachable ? words.reload : words.tryAgain}
        </Button>
      }
    >
      <p>{isUnreachable ? words.unreachableText : words.text}</p>
      {digest && (
        <p className="text-sm">
          {words.digest} {digest}
        </p>
      )}
    </EmptyState>
  );
}
