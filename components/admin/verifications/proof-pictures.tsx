'use client';

import clsx from 'clsx';
import { ChevronLeft, ChevronRight, FileQuestion } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { proofWord } from '@/lib/admin/orders/money-words';
import { proofPicturePath } from '@/lib/admin/verifications/paths';
import { ProofViewer, viewerBox } from './proof-viewer';
import { useProofs } from './proofs-context';
import { ToolButton } from './tool-button';

type Props = { shop: string; number: string };

/** The proof pictures, one at a time and as large as possible. */
export function ProofPictures({ shop, number }: Props) {
  const t = useTranslations('admin.verifications.pictures');
  const tOrders = useTranslations('admin.orders');
  const { proofs, chosen, index, choose } = useProofs();
  if (!chosen) return <NoPicture title={t('noProofTitle')}>{t('noProofText')}</NoPicture>;
  return (
    <div className={clsx('grid gap-2', proofs.length > 1 && '[--around:23rem]')}>
      {proofs.length > 1 && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
            <span className="font-medium">
              {t(index === 0 ? 'newestProof' : 'proof', { number: index + 1, count: proofs.length })}
            </span>
            <Badge tone={proofWord(tOrders, chosen.state).tone}>
              {proofWord(tOrders, chosen.state).label}
            </Badge>
          </p>
          <span className="flex gap-1">
            <ToolButton
              label={t('newer')}
              shortcut="["
              isOff={index === 0}
              onPress={() => choose(index - 1)}
              icon={ChevronLeft}
            />
            <ToolButton
              label={t('older')}
              shortcut="]"
              isOff={index === proofs.length - 1}
              onPress={() => choose(index + 1)}
              icon={ChevronRight}
            />
          </span>
        </div>
      )}
      {proofs.map((proof, at) => (
        // hidden rather than unmounted, so that each picture keeps its zoom and rotation
        <div key={proof.proof_id} className={clsx(at !== index && 'hidden')}>
          {proof.file_path ? (
            <ProofViewer
              src={proofPicturePath(shop, proof.file_path)}
              alt={t('alt', { position: at + 1, number })}
            />
          ) : (
            <NoPicture title={t('noPictureTitle')}>{t('noPictureText')}</NoPicture>
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
