'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Product, ProductGroups } from '@/lib/admin/products/editor-queries';

/** What the parts of the editor know of the shop and of what was saved. */
export type EditorFacts = {
  /** null: one that is being added */
  product: Product | null;
  groups: ProductGroups;
  shop: { slug: string; name: string; currency: string; locale: string; time_zone: string };
  /** where the storefront is; null: nowhere yet */
  origin: string | null;
  /** whether this person may set opening stock */
  canAddStock: boolean;
};

const EditorContext = createContext<EditorFacts | null>(null);

export function EditorProvider({ facts, children }: { facts: EditorFacts; children: ReactNode }) {
  return <EditorContext value={facts}>{children}</EditorContext>;
}

export function useEditor(): EditorFacts {
  const facts = use(EditorContext);
  if (!facts) throw new Error('no EditorProvider around');
  return facts;
}
