import { ArrowLeft, ArrowRight } from 'lucide-react';
import { LinkPending } from '@/components/admin/link-pending';
import { ButtonLink } from '@/components/ui/button';
import type { OrderView } from '@/lib/admin/orders/views';
import { shopOrdersPath } from '@/lib/staff/paths';

type Props = { shop: string; view: OrderView; search: string; newer: string | null; older: string | null };

export function OrdersPager({ shop, view, search, newer, older }: Props) {
  if (!newer && !older) return null;
  const here = { view: view === 'all' ? null : view, q: search };
  return (
    <nav aria-label="Pages" className="ml-auto flex gap-2 max-sm:w-full max-sm:justify-between">
      {newer && (
        <ButtonLink
          variant="secondary"
          size="sm"
          href={shopOrdersPath(shop, { ...here, newer })}
          rel="prev"
          className="relative overflow-clip"
        >
          <ArrowLeft aria-hidden className="size-4" />
          Newer
          <LinkPending />
        </ButtonLink>
      )}
      {older && (
        <ButtonLink
          variant="secondary"
          size="sm"
          href={shopOrdersPath(shop, { ...here, older })}
          rel="next"
          className="relative ml-auto overflow-clip"
        >
          Older
          <ArrowRight aria-hidden className="size-4" />
          <LinkPending />
        </ButtonLink>
      )}
    </nav>
  );
}
