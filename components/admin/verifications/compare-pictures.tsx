'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DialogBack, DialogButton } from '@/components/ui/dialog';
import { proofPicturePath } from '@/lib/admin/verifications/paths';
import { staffOrderPath } from '@/lib/staff/paths';
import { useProofs } from './proofs-context';

type Props = { shop: string; number: string; other: { number: string; src: string } };

/** The proof picture of this order next to a similar one of another order. */
export function ComparePictures({ shop, number, other }: Props) {
  const t = useTranslations('admin.verifications');
  const { proofs, chosen } = useProofs();
  const [isOpen, setIsOpen] = useState(false);
  const file = chosen?.file_path ?? proofs.find(({ file_path }) => file_path)?.file_path;
  if (!file) return null;
  return (
    <DialogButton
      button={t('pictures.compare')}
      title={t('pictures.compareTitle', { number, other: other.number })}
      aside={<DialogBack size="sm" />}
      width="full"
      variant="secondary"
      size="sm"
      onToggle={setIsOpen}
    >
      {/* loaded only when the dialog opens */}
      {isOpen && (
        <div className="mt-4 grid gap-4 sm:grid-cols-2">
          <Picture src={proofPicturePath(shop, file)} shop={shop} number={number} which="this" />
          <Picture src={other.src} shop={shop} number={other.number} which="other" />
        </div>
      )}
    </DialogButton>
  );
}

type PictureProps = {
  src: string;
  shop: string;
  number: string;
  which: 'this' | 'other';
};

function Picture({ src, shop, number, which }: PictureProps) {
  const t = useTranslations('admin.verifications');
  return (
    <figure className="grid content-start gap-2">
      {/* biome-ignore lint/performance/noImgElement: the picture is private and its signed link expires after a minute */}
      <img
        src={src}
        alt={t('pictures.altOther', { number })}
        className="h-[60dvh] w-full rounded-md border border-line bg-sunken object-contain"
      />
      <figcaption className="text-sm">
        {t.rich(`compared.${which}`, {
          number,
          link: (chunks) => (
            <Link
              href={staffOrderPath(shop, number)}
              className="font-medium text-accent-text underline underline-offset-4"
            >
              {chunks}
            </Link>
          ),
        })}
      </figcaption>
    </figure>
  );
}
