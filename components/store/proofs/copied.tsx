'use client';

import clsx from 'clsx';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';

type Props = {
  fact: 'amount' | 'reference' | 'account_number';
  /** the clipboard text, in the format that banking apps accept */
  text: string;
  /** the displayed value; defaults to `text` */
  children?: ReactNode;
  isLarge?: boolean;
};

/** A value that the shopper must enter exactly in a banking app, with a copy button. One row of a `<dl>`. */
export function Copied({ fact, text, children, isLarge = false }: Props) {
  const t = useTranslations('store.proofs.copied');
  const [isCopied, setCopied] = useState(false);
  const shown = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // clipboard access denied: selects the text so that it can be copied by hand
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
    }
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 py-2.5">
      <dt className="text-muted text-sm">{t(`label.${fact}`)}</dt>
      <dd
        className={clsx(
          'wrap-anywhere tabular-nums',
          isLarge ? 'font-display text-3xl leading-tight' : 'font-semibold text-lg',
        )}
      >
        <span ref={shown}>{children ?? text}</span>
      </dd>
      <dd className="col-start-2 row-span-2 row-start-1 noscript:hidden">
        <button
          type="button"
          onClick={copy}
          className="inline-flex min-h-11 min-w-23 items-center justify-center gap-1.5 rounded-md border border-edge bg-raised px-3 font-semibold text-sm hover:border-ink"
        >
          {isCopied ? (
            <Check aria-hidden className="size-4 text-good" />
          ) : (
            <Copy aria-hidden className="size-4" />
          )}
          {t.rich(isCopied ? 'copied' : 'copy', {
            fact,
            hidden: (chunks) => <span className="sr-only">{chunks}</span>,
          })}
        </button>
        <span role="status" className="sr-only">
          {isCopied && t('status', { fact })}
        </span>
      </dd>
    </div>
  );
}
