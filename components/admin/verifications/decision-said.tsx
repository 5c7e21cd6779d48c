'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { decisionDone } from '@/lib/admin/verifications/words';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = { shop: string; done: string; of: string };

/** What was done to the order before this one. It takes the focus, which was on a button that is gone. */
export function DecisionSaid({ shop, done, of }: Props) {
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => message.current?.focus({ preventScroll: true }), []);
  const said = Object.hasOwn(decisionDone, done) ? decisionDone[done] : null;
  if (!said) return null;
  return (
    <Alert ref={message} tone={said.tone}>
      <p>
        <Link
          href={staffOrderPath(shop, of)}
          className="whitespace-nowrap font-semibold underline underline-offset-4"
        >
          {of}
        </Link>
        {': '}
        {said.text}
      </p>
    </Alert>
  );
}
