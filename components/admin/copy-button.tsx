'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

/** Copies a text to the clipboard. `what` names it in the label: "the address". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useTranslations('admin.shell.copy');
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      title={t('copy', { what })}
      className="-m-1.5 grid size-11 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink sm:size-9"
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{t('copy', { what })}</span>
      <span role="status" className="sr-only">
        {copied && t('copied')}
      </span>
    </button>
  );
}
