'use client';

import { Search, X } from 'lucide-react';
import type { Route } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { Input } from '@/components/ui/input';
import type { Query } from '@/lib/routes';

type Props = {
  id: string;
  /** the URL of the list, which reads the search from `?q=` */
  action: Route;
  /** other query parameters, which a search keeps */
  kept?: Query;
  /** the URL of the list without a search */
  clear?: Route;
  words: { label: string; placeholder: string; clear: string };
};

/** A search field above a list; it searches the whole list, not only the page. */
export function SearchField({ id, action, kept = {}, clear = action, words }: Props) {
  const searched = useSearchParams().get('q') ?? '';
  return (
    <Form action={action} role="search" className="relative w-full sm:w-80">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted"
      />
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Input
        // a new search, or going back to an earlier one, must update the field
        key={searched}
        type="search"
        name="q"
        id={id}
        aria-label={words.label}
        placeholder={words.placeholder}
        defaultValue={searched}
        maxLength={100}
        enterKeyHint="search"
        className="pr-11 pl-9 [&::-webkit-search-cancel-button]:hidden"
      />
      {searched && (
        <Link
          href={clear}
          className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
          <span className="sr-only">{words.clear}</span>
        </Link>
      )}
    </Form>
  );
}
