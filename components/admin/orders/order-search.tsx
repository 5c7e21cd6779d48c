'use client';

import { Search, X } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useParams, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Input } from '@/components/ui/input';
import { shopOrdersPath } from '@/lib/staff/paths';

/** One search field over all orders, for what a customer says on the phone or a bank statement shows. */
export function OrderSearch() {
  const t = useTranslations('admin.orders.page');
  const { shop } = useParams<{ shop: string }>();
  const searched = useSearchParams().get('q') ?? '';
  return (
    <Form action={shopOrdersPath(shop)} role="search" className="relative w-full sm:w-80">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted"
      />
      <Input
        // a new search, or Back to an earlier one, must update the field
        key={searched}
        type="search"
        name="q"
        id="order-search"
        aria-label={t('searchLabel')}
        placeholder={t('searchPlaceholder')}
        defaultValue={searched}
        maxLength={100}
        enterKeyHint="search"
        className="pr-11 pl-9 [&::-webkit-search-cancel-button]:hidden"
      />
      {searched && (
        <Link
          href={shopOrdersPath(shop)}
          className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
          <span className="sr-only">{t('clearSearch')}</span>
        </Link>
      )}
    </Form>
  );
}
