import { ImageOff } from 'lucide-react';
import Image from 'next/image';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { CollectionProduct } from '@/lib/admin/collections/queries';

/** A product in a collection, with a mark if shoppers do not see it. */
export function ProductLine({ product: { name, status, image } }: { product: CollectionProduct }) {
  const t = useTranslations('admin.collections');
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span className="relative grid size-10 shrink-0 place-items-center overflow-hidden rounded-md bg-sunken text-muted">
        {image ? (
          <Image src={image.src} alt="" fill sizes="40px" draggable={false} className="object-cover" />
        ) : (
          <ImageOff aria-hidden className="size-4" strokeWidth={1.5} />
        )}
      </span>
      <span className="min-w-0 text-sm wrap-anywhere">{name}</span>
      {status !== 'published' && <Badge>{t(`status.${status}`)}</Badge>}
    </span>
  );
}
