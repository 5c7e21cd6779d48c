'use client';

import type { LucideIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Messages } from '@/lib/messages/messages';

type Props = { error: unknown; retry: () => void; words: Messages['ui']['error']; icon?: LucideIcon };

/**
 * Shown when a part of the page failed, because of the connection or an error on the server. The digest identifies the error in
 * the log; the page shows no other detail of it.
 */
export function ShopError({ error, retry, words, icon }: Props) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  // thrown by a failed fetch of data or of a script
  const isUnreachable = !digest && error instanceof Error && /^(TypeError|ChunkLoadError)$/.test(error.name);
  return (
    <EmptyState
      icon={icon}
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
