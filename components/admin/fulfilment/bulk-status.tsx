'use client';

import Link from 'next/link';
import { Notice } from '@/components/ui/form-status';
import { bulkMessage } from '@/lib/admin/fulfilment/bulk';
import { staffOrderPath } from '@/lib/staff/paths';
import { useDesk } from './desk';

/** How many orders have moved, and by its number each that has not, and why. */
export function BulkStatus() {
  const { shop, feedback } = useDesk();
  if (feedback?.of !== 'bulk') return null;
  const { tone, title, left } = bulkMessage(feedback.outcome);
  return (
    <Notice outcome={feedback} tone={tone} title={title}>
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
    </Notice>
  );
}
