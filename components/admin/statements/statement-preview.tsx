'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Money } from '@/components/ui/money';
import { SubmitButton } from '@/components/ui/submit-button';
import { type Preview, seemsUnsigned } from '@/lib/admin/statements/outcome';
import { ColumnChoice } from './column-choice';
import { Day } from './day';
import { asWritten } from './line-facts';
import { SkippedLines } from './skipped-lines';
import { StatementRows } from './statement-rows';

type Props = {
  preview: Preview;
  /** the account has no imported statement yet */
  isFirst: boolean;
  currency: string;
  locale: string;
  isPending: boolean;
  /** called when the mapping was changed */
  onChoice: () => void;
};

/** A statement before its import: first lines, column mapping and the resulting credits. Must be inside the import form. */
export function StatementPreview({ preview, isFirst, currency, locale, isPending, onChoice }: Props) {
  const t = useTranslations('admin.statements');
  const tReasons = useTranslations('refusals.reasons');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { header, rows, choice, problems, refused, missing, rewritten, read } = preview;
  return (
    <div className="grid min-w-0 gap-5 border-line border-t pt-5">
      <div className="grid gap-1">
        <h3 ref={heading} tabIndex={-1} className="font-semibold outline-none">
          {t('preview.title')}
        </h3>
        <p className="max-w-prose text-muted text-sm">
          {t(isFirst ? 'preview.firstText' : 'preview.nextText')}
        </p>
      </div>
      {rewritten && <Rewritten {...rewritten} isRefused={refused === 'statement_rewritten'} />}
      {refused && refused !== 'statement_rewritten' && (
        <Alert tone="warn">
          <p>{tReasons(refused)}</p>
          {missing.length > 0 && (
            <p className="text-sm">{t('preview.missing', { columns: missing.join(', ') })}</p>
          )}
        </Alert>
      )}
      <StatementRows header={header} rows={rows} choice={choice} />
      <ColumnChoice {...{ header, choice, problems, onChoice }} unmarked={read?.unmarked ?? 0} />
      <div className="grid gap-4 rounded-md bg-sunken p-4">
        <ReadResult read={read} isPending={isPending} currency={currency} locale={locale} />
        {seemsUnsigned(preview) && (
          <Alert tone="warn" title={t('preview.unsignedTitle')}>
            <p>{t('preview.unsignedText')}</p>
          </Alert>
        )}
        <div className="flex flex-wrap items-center gap-3">
          {read !== null && read.credits > 0 && (
            <SubmitButton name="step" value="import" pending={isPending} pendingLabel={t('import.reading')}>
              {t('preview.import', { count: read.credits })}
            </SubmitButton>
          )}
        </div>
      </div>
    </div>
  );
}

type RewrittenProps = NonNullable<Preview['rewritten']> & { isRefused: boolean };

/** Warns that a spreadsheet program has changed the file: besides the value shown, dates may have changed without a trace. */
function Rewritten({ count, first: { line, column, value }, isRefused }: RewrittenProps) {
  const t = useTranslations('admin.statements');
  return (
    <Alert tone="bad" title={t('preview.rewrittenTitle')}>
      <p>{t('preview.rewrittenText', { line: String(line), column, value, more: count - 1 })}</p>
      <p>{t(isRefused ? 'preview.rewrittenRefused' : 'preview.rewrittenWarning')}</p>
    </Alert>
  );
}

type ReadProps = Pick<Props, 'currency' | 'locale' | 'isPending'> & Pick<Preview, 'read'>;

/** What would be imported: counts and a few examples in plain words, which make a wrong mapping obvious. */
function ReadResult({ read, isPending, currency, locale }: ReadProps) {
  const t = useTranslations('admin.statements');
  return (
    <div className="grid gap-2">
      <p role="status" className="font-medium" aria-busy={isPending}>
        {read
          ? t('preview.read', { credits: read.credits, debits: read.debits, skipped: read.skipped.count })
          : t('preview.unread')}
      </p>
      {read && read.examples.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {read.examples.map(({ line, bookedOn, amountMinor, description }) => (
            <li key={line} className="flex min-w-0 flex-wrap gap-x-3">
              <Day on={bookedOn} locale={locale} />
              <Money
                minor={amountMinor}
                currency={currency}
                locale={locale}
                className="whitespace-nowrap font-medium tabular-nums"
              />
              <span className={clsx(asWritten, 'min-w-0 break-words text-muted')}>{description}</span>
            </li>
          ))}
        </ul>
      )}
      {read && <SkippedLines skipped={read.skipped} />}
    </div>
  );
}
