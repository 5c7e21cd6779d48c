'use client';

import { createContext, type ReactNode, use, useState } from 'react';

/** `variantId`: null until the shopper has chosen. */
type Choice = { variantId: string | null; choose: (variantId: string) => void };

const ChoiceContext = createContext<Choice | null>(null);

/** The variant that the shopper has chosen, shared by the form and the gallery; null until then. */
export function VariantChoice({ children }: { children: ReactNode }) {
  const [variantId, choose] = useState<string | null>(null);
  return <ChoiceContext value={{ variantId, choose }}>{children}</ChoiceContext>;
}

export function useVariantChoice(): Choice {
  const choice = use(ChoiceContext);
  if (!choice) throw new Error('useVariantChoice is outside of VariantChoice');
  return choice;
}
