'use client';

import { WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useSyncExternalStore } from 'react';

function watch(onChange: () => void) {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}

/** Says that the device is offline and disables links: following one would replace the page with the browser's error page. */
export function OfflineNotice() {
  const t = useTranslations('store.layout');
  const isOffline = useSyncExternalStore(
    watch,
    () => !navigator.onLine,
    () => false,
  );
  useEffect(() => {
    if (!isOffline) return;
    const blockLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || !/^https?:$/.test(link.protocol)) return;
      if (link.hash && link.href.replace(link.hash, '') === location.href.replace(location.hash, '')) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // in the capture phase on window, so it runs before React's listeners, which are on the document
    window.addEventListener('click', blockLink, true);
    return () => window.removeEventListener('click', blockLink, true);
  }, [isOffline]);
  return (
    <div role="status" className="fixed inset-x-4 bottom-4 z-50 mx-auto w-fit max-w-[calc(100vw-2rem)]">
      {isOffline && (
        <p className="flex items-center gap-3 rounded-md bg-ink px-4 py-3 font-medium text-sm text-surface shadow-raised">
          <WifiOff aria-hidden className="size-5 shrink-0" />
          {t('offline')}
        </p>
      )}
    </div>
  );
}
