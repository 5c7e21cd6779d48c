'use client';

import Form from 'next/form';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Select } from '@/components/ui/select';
import { type ExceptionKind, exceptionKinds } from '@/lib/admin/money-exceptions/exception';
import { shopMoneyPath } from '@/lib/staff/paths';

type Props = { shop: string; view: string | null; kind: ExceptionKind | null };

/** Limits the list to one kind of exception. */
export function KindFilter({ shop, view, kind }: Props) {
  const t = useTranslations('admin.exceptions');
  const tOrders = useTranslations('admin.orders');
  const chosen = useRef<HTMLSelectElement>(null);

  // applies a choice that was made before hydration
  useEffect(() => {
    if (chosen.current && chosen.current.value !== (kind ?? '')) chosen.current.form?.requestSubmit();
  }, [kind]);

  return (
    <Form action={shopMoneyPath(shop)} className="flex items-center gap-2 max-sm:w-full">
      {view && <input type="hidden" name="view" value={view} />}
      <Select
        // going back to another filter must update the select
        key={kind}
        ref={chosen}
        name="kind"
        aria-label={t('kindLabel')}
        defaultValue={kind ?? ''}
        className="max-sm:w-full sm:w-64"
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        <option value="">{t('allKinds')}</option>
        {exceptionKinds.map((each) => (
          <option key={each} value={each}>
            {tOrders(`status.exception.${each}.title`)}
          </option>
        ))}
      </Select>
    </Form>
  );
}
