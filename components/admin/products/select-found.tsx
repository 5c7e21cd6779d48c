'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useTransition } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { ticksOf } from '@/components/admin/ticks';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { useServerCall } from '@/components/ui/use-server-call';
import { findProducts } from '@/lib/admin/products/actions';

type Props = {
  form: RefObject<HTMLFormElement | null>;
  /** the query string of the list's URL */
  query: string;
  /** receives the products that are not on this page */
  select: (ids: string[]) => void;
};

/** Selects the products on the other pages of the list, too. */
export function SelectFound({ form, query, select }: Props) {
  const t = useTranslations('admin.products.bulk');
  const { report } = useListActions();
  const [isFinding, startFinding] = useTransition();
  const call = useServerCall();
  const find = () =>
    startFinding(async () => {
      const found = await call(findProducts(query));
      const onPage = new Set(ticksOf(form).map(({ value }) => value));
      if (found.ok) startFinding(() => select(found.data.filter((id) => !onPage.has(id))));
      else
        report({ of: 'row', outcome: { ...found, id: '', command: 'find', messageKey: 'find', value: '' } });
    });
  return (
    <Button type="button" variant="quiet" size="sm" aria-disabled={isFinding || undefined} onClick={find}>
      {isFinding && <Spinner />}
      {t('selectFound')}
    </Button>
  );
}
