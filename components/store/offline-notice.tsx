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

/** Says that the device is offline, and keeps the page: a link would put the browser's own error in its place. */
export function OfflineNotice() {
  const t = useTranslations('store.layout');
  const isOffline = useSyncExternalStore(
    watch,
    () => !navigator.onLine,
    () => false,
  );
  useEffect(() => {
    if (!isOffline) return;
    const stay = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || !/^https?:$/.test(link.protocol)) return;
      if (link.hash && link.href.replace(link.hash, '') === location.href.replace(location.hash, '')) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // before React's own listeners, which are the document's
    window.addEventListener('click', stay, true);
    return () => window.removeEventListener('click', stay, true);
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
