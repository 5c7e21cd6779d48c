'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { useListActions } from '@/components/admin/list-actions';
import { countTicked, SelectAll } from '@/components/admin/select-all';
import { useTicked } from '@/components/admin/ticks';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import type { ProductView } from '@/lib/admin/products/list';
import type { ProductGroups } from '@/lib/admin/products/queries';
import { CategoryDialog } from './category-dialog';
import { CollectionDialog } from './collection-dialog';
import { PriceDialog } from './price-dialog';
import { SelectFound } from './select-found';
import { AddTagDialog, RemoveTagDialog } from './tag-dialogs';

type Props = {
  view: ProductView;
  /** how many products the page has */
  all: number;
  /** the query string of the list; null: it has only one page */
  more: string | null;
  groups: ProductGroups;
};

/** Commands on all selected products. The dialogs have their own forms, so they are outside of the bulk form. */
export function BulkBar({ view, all, more, groups }: Props) {
  const t = useTranslations('admin.products.bulk');
  const { ticksId, feedback, sendRow } = useListActions();
  const form = useRef<HTMLFormElement>(null);
  const onPage = useTicked(form, countTicked, 0);
  /** selected products of other pages */
  const [others, setOthers] = useState<string[]>([]);
  const ticked = onPage + others.length;

  // a dialog submits a form of its own, so React does not reset this one
  useEffect(() => {
    if (feedback?.of === 'row' && feedback.outcome.ok) form.current?.reset();
  }, [feedback]);
  useEffect(() => {
    if (onPage < all) setOthers([]);
  }, [onPage, all]);

  const commands =
    view === 'archived' ? (['restore'] as const) : (['publish', 'unpublish', 'archive'] as const);
  return (
    <div
      data-ticked={ticked > 0 || undefined}
      className="flex min-h-14 flex-wrap items-center gap-x-4 rounded-lg border border-line bg-raised px-4 py-2 max-lg:shadow-raised"
    >
      <SelectAll form={form} ticked={ticked} all={all + others.length} />
      {more !== null && onPage === all && others.length === 0 && (
        <SelectFound form={form} query={more} select={setOthers} />
      )}
      <div className="relative flex min-w-0 gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] sm:ml-auto sm:flex-wrap">
        <form ref={form} id={ticksId} aria-label={t('form')} action={sendRow} className="flex shrink-0 gap-2">
          {others.map((id) => (
            <input key={id} type="hidden" name="products" value={id} />
          ))}
          {ticked > 0 && commands.map((command) => <BulkButton key={command} command={command} />)}
        </form>
        {ticked > 0 && (
          <>
            <CategoryDialog ticked={ticked} categories={groups.categories} />
            {groups.collections.length > 0 && (
              <CollectionDialog ticked={ticked} collections={groups.collections} />
            )}
            <AddTagDialog ticked={ticked} tags={groups.tags} />
            {groups.tags.length > 0 && <RemoveTagDialog ticked={ticked} tags={groups.tags} />}
            <PriceDialog ticked={ticked} />
          </>
        )}
      </div>
    </div>
  );
}

function BulkButton({ command }: { command: 'publish' | 'unpublish' | 'archive' | 'restore' }) {
  const t = useTranslations('admin.products.bulk.command');
  const { pending, data } = useFormStatus();
  return (
    <Button
      type="submit"
      name="command"
      value={command}
      variant="secondary"
      size="sm"
      className="shrink-0"
      aria-disabled={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending && data.get('command') === command && <Spinner />}
      {t(command)}
    </Button>
  );
}
