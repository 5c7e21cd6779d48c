'use client';

import { ArrowDown, ArrowUp, ImageOff } from 'lucide-react';
import Image from 'next/image';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowForm } from '@/components/admin/list-actions';
import { RowFormDialog } from '@/components/admin/row-dialog';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { CollectionRow as Collection } from '@/lib/admin/collections/queries';
import { shopCollectionPath } from '@/lib/staff/paths';

type Props = { shop: string; collection: Collection; place: number; isLast: boolean };

/** One collection: its name, status and number of products, and the commands on it. */
export function CollectionRow({ shop, collection, place, isLast }: Props) {
  const t = useTranslations('admin.collections');
  const { collection_id: id, name, slug, status, has_rule, product_count, image_src, version } = collection;
  const row = { command: 'delete_collection', id };
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-line px-4 py-3 not-first:border-t hover:bg-sunken lg:grid-cols-[minmax(0,1fr)_auto]">
      <div className="flex min-w-0 items-center gap-3">
        <span className="relative grid size-10 shrink-0 place-items-center overflow-hidden rounded-md bg-sunken text-muted">
          {image_src ? (
            <Image src={image_src} alt="" fill sizes="40px" className="object-cover" />
          ) : (
            <ImageOff aria-hidden className="size-4" strokeWidth={1.5} />
          )}
        </span>
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link
              href={shopCollectionPath(shop, id)}
              data-row
              className="min-w-0 rounded-sm font-medium wrap-anywhere underline-offset-4 hover:underline"
            >
              {name}
            </Link>
            <Badge tone={status === 'published' ? 'good' : 'neutral'}>{t(`status.${status}`)}</Badge>
          </p>
          <p className="text-muted text-sm">
            {t('products', { count: product_count })} · {has_rule ? t('byRule') : t('byHand')}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Step id={id} slug={slug} name={name} place={place - 1} isPossible={place > 0} by="up" />
        <Step id={id} slug={slug} name={name} place={place + 1} isPossible={!isLast} by="down" />
        <RowFormDialog {...row} of={name} button={t('delete')} title={t('deleteTitle', { name })}>
          <RowForm {...row} className="mt-2 grid gap-4">
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="slug" value={slug} />
            <p className="text-muted text-sm">{t('deleteText')}</p>
            <DialogActions>
              <SubmitButton variant="danger" pendingLabel={t('deleting')}>
                {t('delete')}
              </SubmitButton>
            </DialogActions>
          </RowForm>
        </RowFormDialog>
      </div>
    </li>
  );
}

type StepProps = {
  id: string;
  slug: string;
  name: string;
  place: number;
  isPossible: boolean;
  by: 'up' | 'down';
};

function Step({ id, slug, name, place, isPossible, by }: StepProps) {
  const t = useTranslations('admin.collections');
  const Icon = by === 'up' ? ArrowUp : ArrowDown;
  const button = `${by}-${id}`;
  return (
    <RowForm command="move_collection" id={id}>
      <input type="hidden" name="place" value={Math.max(place, 0)} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="button" value={button} />
      <button
        type="submit"
        id={button}
        // not `disabled`, which would lose the focus when the end is reached
        aria-disabled={!isPossible || undefined}
        onClick={(event) => isPossible || event.preventDefault()}
        className={buttonClass({ variant: 'secondary', size: 'sm' }, 'min-w-11 lg:min-w-9')}
      >
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{t(by, { name })}</span>
      </button>
    </RowForm>
  );
}
