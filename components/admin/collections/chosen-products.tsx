'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp, GripVertical, Plus, Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState, useTransition } from 'react';
import { IconButton } from '@/components/admin/product-editor/editor-parts';
import { keepFocus } from '@/components/admin/product-editor/keep-focus';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { useServerCall } from '@/components/ui/use-server-call';
import { findProducts } from '@/lib/admin/collections/actions';
import { moved } from '@/lib/admin/collections/order';
import type { CollectionProduct } from '@/lib/admin/collections/queries';
import { trackLatest } from '@/lib/latest';
import type { Result } from '@/lib/result';
import { ProductLine } from './product-line';

type Props = { products: CollectionProduct[]; onChange: (products: CollectionProduct[]) => void };

/** The products of a collection in their order: added by search, moved by buttons or by drag, and removed. */
export function ChosenProducts({ products, onChange }: Props) {
  const t = useTranslations('admin.collectionEditor.hand');
  const [dragged, setDragged] = useState<number | null>(null);
  const move = (from: number, to: number) => onChange(moved(products, from, to));
  return (
    <div className="grid gap-4">
      <FindProducts
        chosen={new Set(products.map(({ product_id }) => product_id))}
        add={(product) => onChange([...products, product])}
      />
      {products.length === 0 ? (
        <p className="text-muted text-sm">{t('none')}</p>
      ) : (
        <ol aria-label={t('list')} className="overflow-clip rounded-md border border-line">
          {products.map((product, index) => (
            <li
              key={product.product_id}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(index);
              }}
              onDragOver={(event) => {
                event.preventDefault();
                if (dragged === null || dragged === index) return;
                move(dragged, index);
                setDragged(index);
              }}
              onDrop={(event) => event.preventDefault()}
              onDragEnd={() => setDragged(null)}
              className={clsx(
                'flex flex-wrap items-center justify-between gap-2 border-line bg-raised px-3 py-2 not-first:border-t',
                dragged === index && 'opacity-50',
              )}
            >
              <span className="flex min-w-0 items-center gap-2">
                <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted max-lg:hidden" />
                <ProductLine product={product} />
              </span>
              <span className="flex">
                <IconButton
                  icon={ArrowUp}
                  label={t('up', { name: product.name })}
                  aria-disabled={index === 0}
                  onClick={({ currentTarget }) => {
                    move(index, index - 1);
                    keepFocus(currentTarget);
                  }}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t('down', { name: product.name })}
                  aria-disabled={index === products.length - 1}
                  onClick={({ currentTarget }) => {
                    move(index, index + 1);
                    keepFocus(currentTarget);
                  }}
                />
                <IconButton
                  icon={X}
                  label={t('remove', { name: product.name })}
                  onClick={() => onChange(products.filter((each) => each !== product))}
                />
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

type FindProps = { chosen: Set<string>; add: (product: CollectionProduct) => void };

/** Finds products of the shop to add: the first ten that are not in the collection yet. */
function FindProducts({ chosen, add }: FindProps) {
  const t = useTranslations('admin.collectionEditor.hand');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<Result<CollectionProduct[]> | null>(null);
  const [isSearching, startSearching] = useTransition();
  const call = useServerCall();
  const [begin] = useState(trackLatest);
  function search() {
    const isLatest = begin();
    startSearching(async () => {
      const result = await call(findProducts(field.current?.value ?? ''));
      if (isLatest()) setFound(result);
    });
  }
  const rest = found?.ok && found.data.filter(({ product_id }) => !chosen.has(product_id)).slice(0, 10);
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-medium text-sm">
        {t('search')}
      </label>
      <div className="flex gap-2">
        <Input
          ref={field}
          id={id}
          type="search"
          maxLength={100}
          autoComplete="off"
          placeholder={t('searchPlaceholder')}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter would save the collection
            event.preventDefault();
            search();
          }}
        />
        <Button variant="secondary" onClick={search} aria-disabled={isSearching || undefined}>
          <Search aria-hidden className="size-4" />
          <span className="sr-only">{t('find')}</span>
        </Button>
      </div>
      {found?.ok === false && <Alert tone="bad">{found.message}</Alert>}
      {rest && (
        <ul aria-label={t('found')} className="grid gap-1">
          {rest.length === 0 && <li className="text-muted text-sm">{t('noneFound')}</li>}
          {rest.map((product) => (
            <li key={product.product_id} className="flex items-center justify-between gap-2">
              <ProductLine product={product} />
              <Button
                variant="secondary"
                size="sm"
                onClick={() => {
                  add(product);
                  field.current?.focus();
                }}
              >
                <Plus aria-hidden className="size-4" />
                {t('add')}
                <span className="sr-only">, {product.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
