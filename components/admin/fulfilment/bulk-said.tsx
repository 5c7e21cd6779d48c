import Link from 'next/link';
import type { Ref } from 'react';
import { Alert } from '@/components/ui/alert';
import { type BulkOutcome, bulkSaid } from '@/lib/admin/fulfilment/bulk';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = { outcome: BulkOutcome; shop: string; ref?: Ref<HTMLDivElement> };

/** How many orders have moved, and by its number each that has not, and why. */
export function BulkSaid({ outcome, shop, ref }: Props) {
  const { tone, title, left } = bulkSaid(outcome);
  return (
    <Alert ref={ref} tone={tone} title={title}>
      {left.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {left.map(({ number, why }) => (
            <li key={number}>
              <Link
                href={staffOrderPath(shop, number)}
                className="whitespace-nowrap rounded-sm font-semibold underline underline-offset-4"
              >
                {number}
              </Link>
              : {why}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
