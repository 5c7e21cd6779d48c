'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { saidOf } from '@/lib/admin/orders/command-words';
import { BulkSaid } from './bulk-said';
import { type News, useDesk } from './desk';

/** News that was not heard yet. Who leaves the page and comes back is not told again. */
function useNews<Of extends News['of']>(of: Of): Extract<News, { of: Of }> | null {
  const { news: last } = useDesk();
  const [heard, setHeard] = useState<News | null>(null);
  // Next keeps a page that was left, hidden; this runs when it hides it, and before the next news.
  useLayoutEffect(() => () => setHeard(last), [last]);
  return last?.of === of && last !== heard ? (last as Extract<News, { of: Of }>) : null;
}

/** What became of the last command on one row. It lies where it stays in sight while one works further down. */
export function RowNews() {
  const news = useNews('row');
  const message = useRef<HTMLDivElement>(null);
  useLostFocus(news?.place ?? null, message);
  // what is wrong with a field is said at the field
  const isSaid = news && (news.outcome.ok || !news.outcome.fields);
  return (
    <div aria-live="polite" className="empty:-mb-2">
      {isSaid && (
        <Alert ref={message} tone={news.outcome.ok ? 'good' : 'bad'} className="shadow-raised">
          <p>
            <span className="font-semibold">{news.number}:</span>{' '}
            {news.outcome.ok ? saidOf(news.outcome.said) : news.outcome.message}
          </p>
        </Alert>
      )}
    </div>
  );
}

/**
 * Whose row has gone with the button that they pressed goes on at the row that took its place. Asked after each rendering,
 * since the rows may go a moment after the news has come.
 */
function useLostFocus(place: number | null, message: RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const { activeElement, body } = document;
    if (place === null || (activeElement && activeElement !== body)) return;
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) =>
      row.checkVisibility(),
    );
    const next = rows[place] ?? rows.at(-1) ?? message.current;
    next?.focus({ preventScroll: true });
  });
}

/** What became of many orders at once: it wants reading, so it takes the focus. */
export function BulkNews() {
  const { shop } = useDesk();
  const news = useNews('bulk');
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (news) message.current?.focus();
  }, [news]);
  return news && <BulkSaid ref={message} outcome={news.outcome} shop={shop} />;
}
