'use client';

import { createContext, type ReactNode, use, useState } from 'react';

type Choice = { variantId: string; choose: (variantId: string) => void };

const ChoiceContext = createContext<Choice | null>(null);

/** The variant that the shopper has chosen, shared by the form and the gallery. */
export function VariantChoice({ initial, children }: { initial: string; children: ReactNode }) {
  const [variantId, choose] = useState(initial);
  return <ChoiceContext value={{ variantId, choose }}>{children}</ChoiceContext>;
}

export function useVariantChoice(): Choice {
  const choice = use(ChoiceContext);
  if (!choice) throw new Error('useVariantChoice outside of VariantChoice');
  return choice;
}
