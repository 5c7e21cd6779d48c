'use client';

import Link from 'next/link';
import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { proofPicturePath } from '@/lib/admin/verifications/paths';
import { staffOrderPath } from '@/lib/staff/paths';
import { useProofs } from './proofs-context';

type Props = { shop: string; number: string; other: { number: string; src: string } };

/** The picture of this order beside that of another which it looks like. */
export function ComparePictures({ shop, number, other }: Props) {
  const { proofs, chosen } = useProofs();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const titleId = useId();
  const file = chosen?.file_path ?? proofs.find(({ file_path }) => file_path)?.file_path;
  if (!file) return null;
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        aria-haspopup="dialog"
        onClick={() => {
          setIsOpen(true);
          dialog.current?.showModal();
        }}
      >
        Compare side by side
      </Button>
      <dialog
        ref={dialog}
        closedby="any"
        onClose={() => setIsOpen(false)}
        aria-labelledby={titleId}
        className="m-auto max-h-[calc(100dvh-2rem)] w-[min(76rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-raised backdrop:bg-black/40"
      >
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id={titleId} className="font-semibold text-lg">
            {number} and {other.number}
          </h2>
          <Button variant="secondary" size="sm" onClick={() => dialog.current?.close()}>
            Back
          </Button>
        </div>
        {/* fetched once they are asked for */}
        {isOpen && (
          <div className="mt-4 grid gap-4 sm:grid-cols-2">
            <Picture src={proofPicturePath(shop, file)} shop={shop} number={number} what="This order" />
            <Picture src={other.src} shop={shop} number={other.number} what="The other order" />
          </div>
        )}
      </dialog>
    </>
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
