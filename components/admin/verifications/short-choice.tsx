'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { SubmitButton } from '@/components/ui/submit-button';
import { shortLineWords } from '@/lib/admin/verifications/warnings';
import type { ShortLine } from '@/lib/admin/verifications/words';
import { staffOrderPath } from '@/lib/staff/paths';
import { useDecisions } from './decision-context';

/** Paid but out of stock: lists the missing items and the options. Must be inside the confirm form. */
export function ShortChoice({ lines }: { lines: ShortLine[] }) {
  const t = useTranslations('admin');
  const { order } = useDecisions();
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => message.current?.focus(), []);
  return (
    <div className="grid gap-3">
      {/* Enter in a field presses the first submit button, which must not be the one that ignores missing stock */}
      <button type="submit" hidden />
      <Alert ref={message} tone="bad" title={t('verifications.short.title')}>
        {lines.length > 0 && (
          <ul className="grid gap-1">
            {lines.map((line) => (
              <li key={line.sku}>{shortLineWords(t, line)}</li>
            ))}
          </ul>
        )}
        <p>{t('verifications.short.text')}</p>
      </Alert>
      <div className="grid gap-1.5">
        <SubmitButton
          name="even_if_short"
          value="on"
          wide
          pendingLabel={t('verifications.confirm.recording')}
        >
          {t('verifications.short.record')}
        </SubmitButton>
        <p className="text-muted text-sm">{t('verifications.short.recordText')}</p>
      </div>
      <div className="grid gap-1.5">
        <ButtonLink href={staffOrderPath(order.shop, order.number)} variant="secondary" wide>
          {t('verifications.short.changeOrder')}
        </ButtonLink>
        <p className="text-muted text-sm">{t('verifications.short.changeOrderText')}</p>
      </div>
      <SubmitButton variant="quiet" pendingLabel={t('verifications.short.checking')}>
        {t('verifications.short.checkAgain')}
      </SubmitButton>
    </div>
  );
}
