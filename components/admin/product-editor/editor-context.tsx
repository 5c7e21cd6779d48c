'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Product } from '@/lib/admin/products/editor-queries';
import type { ProductGroups } from '@/lib/admin/products/queries';

/** The facts about the shop and the saved product that all parts of the editor share. */
export type EditorFacts = {
  /** null: a new product */
  product: Product | null;
  groups: ProductGroups;
  shop: { slug: string; name: string; currency: string; locale: string; time_zone: string };
  /** the storefront's origin; null: the shop is not published or has no domain */
  origin: string | null;
  /** this staff member may set opening stock */
  canAddStock: boolean;
};

const EditorContext = createContext<EditorFacts | null>(null);

export function EditorProvider({ facts, children }: { facts: EditorFacts; children: ReactNode }) {
  return <EditorContext value={facts}>{children}</EditorContext>;
}

export function useEditor(): EditorFacts {
  const facts = use(EditorContext);
  if (!facts) throw new Error('a part of the editor is outside of its EditorProvider');
  return facts;
}
