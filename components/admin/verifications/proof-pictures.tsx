'use client';

import clsx from 'clsx';
import { ChevronLeft, ChevronRight, FileQuestion } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { proofWords } from '@/lib/admin/orders/money-words';
import { proofPicturePath } from '@/lib/admin/verifications/paths';
import { ProofViewer, viewerBox } from './proof-viewer';
import { useProofs } from './proofs-context';
import { ToolButton } from './tool-button';

type Props = { shop: string; number: string };

/** The pictures that were shown, one at a time and as large as there is room. */
export function ProofPictures({ shop, number }: Props) {
  const { proofs, chosen, index, choose } = useProofs();
  if (!chosen)
    return <NoPicture title="No proof yet">The customer has shown nothing of the transfer.</NoPicture>;
  return (
    <div className={clsx('grid gap-2', proofs.length > 1 && '[--around:23rem]')}>
      {proofs.length > 1 && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
            <span className="font-medium">
              Proof {index + 1} of {proofs.length}
              {index === 0 && ', the newest'}
            </span>
            <Badge tone={proofWords[chosen.state].tone}>{proofWords[chosen.state].label}</Badge>
          </p>
          <span className="flex gap-1">
            <ToolButton
              label="Newer proof"
              shortcut="["
              isOff={index === 0}
              onPress={() => choose(index - 1)}
              icon={ChevronLeft}
            />
            <ToolButton
              label="Older proof"
              shortcut="]"
              isOff={index === proofs.length - 1}
              onPress={() => choose(index + 1)}
              icon={ChevronRight}
            />
          </span>
        </div>
      )}
      {proofs.map((proof, at) => (
        // those that were looked at stay as they were turned and zoomed
        <div key={proof.proof_id} className={clsx(at !== index && 'hidden')}>
          {proof.file_path ? (
            <ProofViewer
              src={proofPicturePath(shop, proof.file_path)}
              alt={`Proof ${at + 1} of the transfer for ${number}, as the customer sent it`}
            />
          ) : (
            <NoPicture title="Shown without a picture">
              The customer has only typed what stands beside. Look for the amount and the reference on the
              account.
            </NoPicture>
          )}
        </div>
      ))}
    </div>
  );
}

function NoPicture({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={clsx('grid place-content-center justify-items-center gap-3 p-6 text-center', viewerBox)}>
      <FileQuestion aria-hidden className="size-10 text-muted" strokeWidth={1.5} />
      <p className="font-medium">{title}</p>
      <p className="max-w-xs text-muted text-sm">{children}</p>
    </div>
  );
}
