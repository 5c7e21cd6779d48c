'use client';

import Link from 'next/link';
import { useState } from 'react';
import { DialogBack, DialogButton } from '@/components/ui/dialog';
import { proofPicturePath } from '@/lib/admin/verifications/paths';
import { staffOrderPath } from '@/lib/staff/paths';
import { useProofs } from './proofs-context';

type Props = { shop: string; number: string; other: { number: string; src: string } };

/** The picture of this order beside that of another which it looks like. */
export function ComparePictures({ shop, number, other }: Props) {
  const { proofs, chosen } = useProofs();
  const [isOpen, setIsOpen] = useState(false);
  const file = chosen?.file_path ?? proofs.find(({ file_path }) => file_path)?.file_path;
  if (!file) return null;
  return (
    <DialogButton
      button="Compare side by side"
      title={`${number} and ${other.number}`}
      aside={<DialogBack size="sm" />}
      width="full"
      variant="secondary"
      size="sm"
      onToggle={setIsOpen}
    >
      {/* fetched once they are asked for */}
      {isOpen && (
        <div className="mt-4 grid gap-4 sm:grid-cols-2">
          <Picture src={proofPicturePath(shop, file)} shop={shop} number={number} what="This order" />
          <Picture src={other.src} shop={shop} number={other.number} what="The other order" />
        </div>
      )}
    </DialogButton>
  );
}

function Picture({ src, shop, number, what }: { src: string; shop: string; number: string; what: string }) {
  return (
    <figure className="grid content-start gap-2">
      {/* biome-ignore lint/performance/noImgElement: it is private and comes by a link that lives for a minute */}
      <img
        src={src}
        alt={`Proof of the transfer for ${number}`}
        className="h-[60dvh] w-full rounded-md border border-line bg-sunken object-contain"
      />
      <figcaption className="text-sm">
        {what}:{' '}
        <Link
          href={staffOrderPath(shop, number)}
          className="font-medium text-accent-text underline underline-offset-4"
        >
          {number}
        </Link>
      </figcaption>
    </figure>
  );
}
