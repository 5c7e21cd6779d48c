'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useEffect, useEffectEvent, useRef, useState, useTransition } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { Button } from '@/components/ui/button';
import { DialogBack } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { useServerCall } from '@/components/ui/use-server-call';
import { findLineOrders } from '@/lib/admin/statements/line-actions';
import type { Candidate, ListedLine } from '@/lib/admin/statements/lines';
import { trackLatest } from '@/lib/latest';
import type { Translator } from '@/lib/messages/messages';
import type { Result } from '@/lib/result';
import { CandidateFacts } from './candidate-facts';

type Props = {
  line: ListedLine;
  onChoose: (candidate: Candidate) => void;
};

type Found = { search: string; result: Result<Candidate[]> };

/** How many orders the database returns. */
const MAX_RESULTS = 10;

/** Finds the order that a credit pays: suggests the likeliest that await money, then searches all transfer orders. */
export function OrderSearch({ line, onChoose }: Props) {
  const t = useTranslations('admin.statements');
  const { shop } = useListActions();
  const [found, setFound] = useState<Found | null>(null);
  const [isSearching, startSearch] = useTransition();
  const call = useServerCall();
  const [begin] = useState(trackLatest);
  const field = useRef<HTMLInputElement>(null);
  const { line_id, order_number } = line;

  useEffect(() => field.current?.focus(), []);

  function find(search: string) {
    const isLatest = begin();
    startSearch(async () => {
      const result = await call(findLineOrders(line_id, search));
      if (isLatest()) startSearch(() => setFound({ search, result }));
    });
  }
  const suggest = useEffectEvent(() => find(''));
  useEffect(() => suggest(), []);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    find(field.current?.value.trim() ?? '');
  }

  // a credit cannot be moved to the order that it already pays
  const orders = found?.result.ok ? found.result.data.filter(({ number }) => number !== order_number) : [];
  return (
    <div className="mt-3 grid gap-4">
      <search>
        <form onSubmit={onSubmit} className="flex flex-wrap items-end gap-2">
          <Field name="search" label={t('search.label')} className="min-w-40 grow">
            {(control) => (
              <Input
                {...control}
                ref={field}
                type="search"
                maxLength={100}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </Field>
          <Button type="submit" variant="secondary" aria-disabled={isSearching || undefined}>
            {isSearching && <Spinner />}
            {t('search.submit')}
          </Button>
        </form>
      </search>
      {/* a fixed height, so that late results move nothing under the pointer: a click that misses the dialog would close it */}
      <div className="grid h-[min(26rem,50dvh)] content-start gap-2 overflow-y-auto">
        <p role="status" className="text-muted text-sm">
          {found ? foundWords(t, found, orders.length) : t('search.searching')}
        </p>
        <ul className="grid gap-3 empty:hidden">
          {orders.map((candidate) => (
            <li
              key={candidate.order_id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line not-first:border-t not-first:pt-3"
            >
              <CandidateFacts candidate={candidate} currency={line.currency} shop={shop} />
              <Button variant="secondary" size="sm" onClick={() => onChoose(candidate)}>
                {t.rich('search.choose', {
                  number: candidate.number,
                  name: candidate.name,
                  hidden: (chunks) => <span className="sr-only">{chunks}</span>,
                })}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex justify-end">
        <DialogBack>{t('credit.cancel')}</DialogBack>
      </div>
    </div>
  );
}

function foundWords(t: Translator<'admin.statements'>, { search, result }: Found, count: number): string {
  if (!result.ok) return result.fields?.search ?? result.message;
  if (search === '') return t(count > 0 ? 'search.waiting' : 'search.noneWaiting');
  if (count === 0) return t('search.noneFound', { search });
  return t(result.data.length >= MAX_RESULTS ? 'search.foundFirst' : 'search.found', { count, search });
}
