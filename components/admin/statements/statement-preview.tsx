'use client';

import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Money } from '@/components/ui/money';
import { SubmitButton } from '@/components/ui/submit-button';
import { type Preview, seemsUnsigned } from '@/lib/admin/statements/outcome';
import { creditsWords, debitsWords, linesWords } from '@/lib/admin/statements/words';
import { words } from '@/lib/refusals';
import { ColumnChoice } from './column-choice';
import { Day } from './day';
import { asWritten } from './line-facts';
import { SkippedLines } from './skipped-lines';
import { StatementRows } from './statement-rows';

type Props = {
  preview: Preview;
  /** no statement of the account was imported before */
  isFirst: boolean;
  currency: string;
  locale: string;
  isPending: boolean;
  /** somebody has chosen otherwise */
  onChoice: () => void;
};

/** A statement before it is imported: its first lines, which column is what, and what is read of it so. Stands in the form of the import. */
export function StatementPreview({ preview, isFirst, currency, locale, isPending, onChoice }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { header, rows, choice, problems, refused, missing, rewritten, read } = preview;
  return (
    <div className="grid min-w-0 gap-5 border-line border-t pt-5">
      <div className="grid gap-1">
        <h3 ref={heading} tabIndex={-1} className="font-semibold outline-none">
          Check how it is read
        </h3>
        <p className="max-w-prose text-muted text-sm">
          {isFirst
            ? 'This is the first statement of this account. Below is what we make of it; what you choose is remembered, and the next one is imported at once.'
            : 'What you choose is remembered for the next statement of this account. Where date, description or reference are read otherwise than before, days that you imported already would come in a second time: leave them out of the file.'}
        </p>
      </div>
      {rewritten && <Rewritten {...rewritten} isRefused={refused === 'statement_rewritten'} />}
      {refused && refused !== 'statement_rewritten' && (
        <Alert tone="warn">
          <p>{words[refused]}</p>
          {missing.length > 0 && <p className="text-sm">Missing: {missing.join(', ')}.</p>}
        </Alert>
      )}
      <StatementRows header={header} rows={rows} choice={choice} />
      <ColumnChoice {...{ header, choice, problems, onChoice }} unmarked={read?.unmarked ?? 0} />
      <div className="grid gap-4 rounded-md bg-sunken p-4">
        <ReadSo read={read} isPending={isPending} currency={currency} locale={locale} />
        {seemsUnsigned(preview) && (
          <Alert tone="warn" title="No money went out, as this is read">
            <p>
              If the amounts have no sign, what you paid would be taken for what you were paid. Choose the
              column that says which way it went, unless the file holds only money that came in.
            </p>
          </Alert>
        )}
        <div className="flex flex-wrap items-center gap-3">
          {read !== null && read.credits > 0 && (
            <SubmitButton name="step" value="import" pending={isPending} pendingLabel="Reading …">
              Import {creditsWords(read.credits)}
            </SubmitButton>
          )}
        </div>
      </div>
    </div>
  );
}

type RewrittenProps = NonNullable<Preview['rewritten']> & { isRefused: boolean };

/** The file went through a spreadsheet. What is seen of that is the least of it: days may have become others without a sign. */
function Rewritten({ count, first: { line, column, value }, isRefused }: RewrittenProps) {
  return (
    <Alert tone="bad" title="A spreadsheet has rewritten this file">
      <p>
        Line {line} says {value} under “{column}”, where the bank wrote a long number
        {count > 1 && (count === 2 ? '; one more cell does so, too' : `; ${count - 1} more cells do so, too`)}
        . Day and month may have changed places as well, which cannot be seen. Lines that you imported before
        would come in again as new money.
      </p>
      <p>
        Download the statement from your bank once more, and choose that file here without opening it in a
        spreadsheet.{' '}
        {isRefused
          ? 'This one is not imported.'
          : 'Import this one only if you have compared its days with the bank’s own page.'}
      </p>
    </Alert>
  );
}

type ReadProps = Pick<Props, 'currency' | 'locale' | 'isPending'> & Pick<Preview, 'read'>;

/** What is read so: how much, and the first of it in plain words, in which a mistake is seen at once. */
function ReadSo({ read, isPending, currency, locale }: ReadProps) {
  return (
    <div className="grid gap-2">
      <p role="status" className="font-medium" aria-busy={isPending}>
        {read ? (
          <>
            {creditsWords(read.credits)}, {debitsWords(read.debits)}
            {read.skipped.count > 0 && `, ${linesWords(read.skipped.count)} not understood`}
          </>
        ) : (
          'It cannot be read yet.'
        )}
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
