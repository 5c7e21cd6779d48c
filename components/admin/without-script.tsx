import { useTranslations } from 'next-intl';

/** Above every page of the admin: nothing of it works without JavaScript. */
export function WithoutScript() {
  const t = useTranslations('admin.shell.frame');
  return (
    <noscript>
      <p className="bg-warn-soft px-4 py-3 text-center text-ink">{t('javaScriptNeeded')}</p>
    </noscript>
  );
}
