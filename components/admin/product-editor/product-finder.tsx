'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type Ref, useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { useServerCall } from '@/components/ui/use-server-call';
import { findProducts } from '@/lib/admin/products/editor-actions';
import type { Related } from '@/lib/admin/products/editor-queries';
import { trackLatest } from '@/lib/latest';
import type { Result } from '@/lib/result';

type Props = {
  ref: Ref<HTMLInputElement>;
  label: string;
  /** ids of products that cannot be chosen */
  exclude: (string | undefined)[];
  onChoose: (product: Related) => void;
};

type Found = { search: string; result: Result<Related[]> };

/** Finds products to choose from, by name, SKU or tag. It is inside another form, so Enter searches instead of submitting. */
export function ProductFinder({ ref, label, exclude, onChoose }: Props) {
  const t = useTranslations('admin.productEditor.finder');
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [isSearching, startSearch] = useTransition();
  const call = useServerCall();
  const [begin] = useState(trackLatest);
  const results = useId();

  function find() {
    const query = search.trim();
    const isLatest = begin();
    if (!query) return setFound(null);
    startSearch(async () => {
      const result = await call(findProducts(query));
      if (isLatest()) startSearch(() => setFound({ search: query, result }));
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    find();
  }

  const products = found?.result.ok
    ? found.result.data.filter(({ product_id }) => !exclude.includes(product_id))
    : [];
  const problem = found?.result.ok === false ? found.result.message : undefined;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field name="find" label={label} error={problem} className="min-w-[min(10rem,100%)] grow">
          {(control) => (
            <Input
              {...control}
              ref={ref}
              type="search"
              value={search}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setSearch(target.value)}
              onKeyDown={onKeyDown}
            />
          )}
        </Field>
        <Button variant="secondary" aria-disabled={isSearching || undefined} onClick={find}>
          {isSearching && <Spinner />}
          {t('search')}
        </Button>
      </div>
      <p role="status" className="text-muted text-sm empty:hidden">
        {found?.result.ok && products.length === 0 && t('none', { search: found.search })}
      </p>
      {products.length > 0 && (
        <ul id={results} aria-label={t('results')} className="grid">
          {products.map((product) => (
            <li
              key={product.product_id}
              className="flex items-center justify-between gap-3 border-line py-1.5 not-first:border-t"
            >
              <span className="min-w-0 text-sm wrap-anywhere">{product.name}</span>
              <Button variant="secondary" size="sm" onClick={() => onChoose(product)}>
                {t.rich('add', {
                  name: product.name,
                  hidden: (chunks) => <span className="sr-only">{chunks}</span>,
                })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
