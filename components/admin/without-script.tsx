import { useTranslations } from 'next-intl';

/** Shown above every admin page: the admin needs JavaScript. */
export function WithoutScript() {
  const t = useTranslations('admin.shell.frame');
  return (
    <noscript>
      <p className="bg-warn-soft px-4 py-3 text-center text-ink">{t('javaScriptNeeded')}</p>
    </noscript>
  );
}
