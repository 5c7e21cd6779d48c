import type { ReactNode } from 'react';
import { Text } from 'react-email';
import type { Translator } from '@/lib/messages/messages';

type Props = { t: Translator<'email'>; label: string; value: string; before?: string };

/** A labelled value, and the previous value if it changed. */
export function EmailFact({ t, label, value, before }: Props) {
  const tags = {
    muted: (chunks: ReactNode) => <span className="text-sm text-stone-500">{chunks}</span>,
    strong: (chunks: ReactNode) => <strong>{chunks}</strong>,
  };
  return (
    <Text className="my-1 text-base">
      {before === undefined
        ? t.rich('frame.fact', { label, value, ...tags })
        : t.rich('frame.factChanged', { label, value, before, ...tags })}
    </Text>
  );
}
