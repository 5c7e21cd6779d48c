'use client';

import { createContext, type ReactNode, use, useState } from 'react';
import type { Order } from '@/lib/orders/order';

/** `rejected`: the reason for the rejection, as the shopper reads it. */
export type ReviewProof = NonNullable<Order['proofs']>[number] & { rejected: string | null };

type Proofs = {
  /** newest first */
  proofs: ReviewProof[];
  chosen: ReviewProof | undefined;
  index: number;
  choose: (index: number) => void;
};

const ProofsContext = createContext<Proofs | null>(null);

/** The proofs of an order and the selected one, whose picture and claim are shown. */
export function ProofsProvider({ proofs, children }: { proofs: ReviewProof[]; children: ReactNode }) {
  const [id, setId] = useState(proofs[0]?.proof_id);
  // selected by id, since the customer may upload another proof in the meantime
  const index = Math.max(
    0,
    proofs.findIndex(({ proof_id }) => proof_id === id),
  );
  const choose = (next: number) => proofs[next] && setId(proofs[next].proof_id);
  return <ProofsContext value={{ proofs, chosen: proofs[index], index, choose }}>{children}</ProofsContext>;
}

export function useProofs(): Proofs {
  const proofs = use(ProofsContext);
  if (!proofs) throw new Error('a part of the review page is outside of its ProofsProvider');
  return proofs;
}
