'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { FormStatus } from '@/components/ui/form-status';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Result } from '@/lib/result';
import { productPath } from '@/lib/shops/paths';
import { productPreviewPath } from '@/lib/staff/paths';
import type { Tone } from '@/lib/tone';
import { useEditor } from './editor-context';

/** The outcome and the action of `useServerAction(commandProduct)`. */
export type ProductCommand = { outcome: Result | null; action: (form: FormData) => void };

type Props = { command: ProductCommand; isDirty: boolean; leaveWarning: string };

const tones = {
  draft: 'neutral',
  scheduled: 'accent',
  published: 'good',
  archived: 'neutral',
} satisfies Record<string, Tone>;

/** The name of the product, its status, and the commands other than saving. */
export function ProductHead({ command: { outcome, action }, isDirty, leaveWarning }: Props) {
  const t = useTranslations('admin.productEditor.head');
  const { product, origin, shop } = useEditor();
  if (!product) return null;
  const { product_id, name, status, slug } = product;

  /** Asks for confirmation, because the page then reloads without the unsaved input. */
  function onSubmit(event: FormEvent) {
    if (isDirty && !window.confirm(leaveWarning)) event.preventDefault();
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex min-w-0 flex-wrap items-center gap-2 font-semibold text-lg wrap-anywhere">
          {name}
          <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>
        </h2>
        <div className="flex flex-wrap gap-2">
          {origin && (
            <a
              href={
                status === 'published'
                  ? `${origin}${productPath(slug)}`
                  : productPreviewPath(shop.slug, product_id)
              }
              target="_blank"
              rel="noreferrer"
              className={buttonClass({ variant: 'secondary', size: 'sm' })}
            >
              {t(status === 'published' ? 'view' : 'preview')}
              <ExternalLink aria-hidden className="size-4" />
              <span className="sr-only">{t('newTab')}</span>
            </a>
          )}
          {(['duplicate', status === 'archived' ? 'restore' : 'archive'] as const).map((command) => (
            <form key={command} action={action} onSubmit={onSubmit}>
              <input type="hidden" name="id" value={product_id} />
              <input type="hidden" name="command" value={command} />
              <SubmitButton variant="secondary" size="sm" pendingLabel={t(`pending.${command}`)}>
                {t(`commands.${command}`)}
              </SubmitButton>
            </form>
          ))}
        </div>
      </div>
      {status === 'archived' && <p className="text-muted text-sm">{t('archivedText')}</p>}
      <FormStatus outcome={outcome} successMessage={status === 'archived' ? t('archived') : t('restored')} />
    </div>
  );
}
