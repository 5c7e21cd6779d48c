import { useTranslations } from 'next-intl';

/** Says above every admin page that the admin needs JavaScript, if it is off. */
export function WithoutScript() {
  const t = useTranslations('admin.shell.frame');
  return (
    <noscript>
      <p className="bg-warn-soft px-4 py-3 text-center text-ink">{t('javaScriptNeeded')}</p>
    </noscript>
  );
}
