'use client';

import Form from 'next/form';
import { useEffect, useRef } from 'react';
import { Select } from '@/components/ui/select';
import type { ExceptionKind } from '@/lib/admin/money-exceptions/exception';
import { exceptionWords } from '@/lib/orders/staff-words';
import { shopMoneyPath } from '@/lib/staff/paths';

type Props = { shop: string; view: string | null; kind: ExceptionKind | null };

/** Only the exceptions of one kind. */
export function KindFilter({ shop, view, kind }: Props) {
  const chosen = useRef<HTMLSelectElement>(null);

  // what was chosen before scripts had arrived
  useEffect(() => {
    if (chosen.current && chosen.current.value !== (kind ?? '')) chosen.current.form?.requestSubmit();
  }, [kind]);

  return (
    <Form action={shopMoneyPath(shop)} className="flex items-center gap-2 max-sm:w-full">
      {view && <input type="hidden" name="view" value={view} />}
      <Select
        // going back to another filter shows that one
        key={kind}
        ref={chosen}
        name="kind"
        aria-label="Kind of payment issue"
        defaultValue={kind ?? ''}
        className="max-sm:w-full sm:w-64"
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        <option value="">All kinds</option>
        {(Object.keys(exceptionWords) as ExceptionKind[]).map((each) => (
          <option key={each} value={each}>
            {exceptionWords[each].title}
          </option>
        ))}
      </Select>
    </Form>
  );
}
