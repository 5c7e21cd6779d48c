'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { takeStoredForms, writeForms } from '@/lib/stored-forms';
import { Alert } from './alert';

/** After the reload that follows a deployment: restores the values of the forms and says that nothing was sent. */
export function Renewed() {
  const t = useTranslations('ui');
  const [isRenewed, setRenewed] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stored = takeStoredForms();
    if (!stored) return;
    setRenewed(true);
    let secondFill: ReturnType<typeof setTimeout> | undefined;
    const fill = () => {
      writeForms(stored);
      // a second time for fields that appear only after an earlier choice
      secondFill = setTimeout(() => writeForms(stored), 300);
    };
    // parts of the page may still be loading
    if (document.readyState === 'complete') fill();
    else window.addEventListener('load', fill, { once: true });
    return () => {
      clearTimeout(secondFill);
      window.removeEventListener('load', fill);
    };
  }, []);
  useEffect(() => {
    if (isRenewed) box.current?.focus();
  }, [isRenewed]);
  if (!isRenewed) return null;
  return (
    <div className="fixed inset-x-4 bottom-4 z-50 mx-auto max-w-xl">
      <Alert ref={box} tone="warn" title={t('updated.title')} className="shadow-raised">
        <p>{t('updated.text')}</p>
        <button
          type="button"
          onClick={() => setRenewed(false)}
          className="min-h-11 w-fit font-medium text-accent-text underline underline-offset-4"
        >
          {t('close')}
        </button>
      </Alert>
    </div>
  );
}
