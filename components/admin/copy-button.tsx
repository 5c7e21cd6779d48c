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

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // clipboard access denied, or plain http: shows the text selected, so that it can be copied by hand
      window.prompt(t('failed', { what }), text.replaceAll('\n', ', '));
    }
  }

  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      title={t('copy', { what })}
      className="-m-1.5 grid size-11 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink sm:size-9"
      onClick={copy}
    >
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{t('copy', { what })}</span>
      <span role="status" className="sr-only">
        {copied && t('copied')}
      </span>
    </button>
  );
}
