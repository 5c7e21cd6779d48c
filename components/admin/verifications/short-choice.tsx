'use client';

import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { shortLineWords } from '@/lib/admin/verifications/warnings';
import type { ShortLine } from '@/lib/admin/verifications/words';
import { staffOrderPath } from '@/lib/staff/paths';
import { useDecisions } from './decision-context';

/** The money is here and the goods are not: what is gone, and what can be done about it. Stands in the form of the confirmation. */
export function ShortChoice({ lines }: { lines: ShortLine[] }) {
  const { order } = useDecisions();
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => message.current?.focus(), []);
  return (
    <div className="grid gap-3">
      {/* what Enter in a field presses: it must not be the graver one */}
      <button type="submit" hidden />
      <Alert ref={message} tone="bad" title="Goods of this order are gone">
        {lines.length > 0 && (
          <ul className="grid gap-1">
            {lines.map((line) => (
              <li key={line.sku}>{shortLineWords(line)}</li>
            ))}
          </ul>
        )}
        <p>Nothing was changed yet. What is to be done?</p>
      </Alert>
      <div className="grid gap-1.5">
        <SubmitButton name="even_if_short" value="on" wide pendingLabel="Writing it down …">
          Note the money all the same
        </SubmitButton>
        <p className="text-muted text-sm">
          The order is put on hold, and finance decides: wait for the goods, owe them, or give the money back.
          If nobody decides in time, it goes back by itself.
        </p>
      </div>
      <div className="grid gap-1.5">
        <ButtonLink href={staffOrderPath(order.shop, order.number)} variant="secondary" wide>
          Take pieces off, or cancel the order
        </ButtonLink>
        <p className="text-muted text-sm">
          On its own page. If the money is not on the account, reject the proof below instead.
        </p>
      </div>
      <SubmitButton variant="quiet" pendingLabel="Looking again …">
        Look for the goods once more
      </SubmitButton>
    </div>
  );
}
