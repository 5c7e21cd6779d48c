'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { useIsHydrated } from '@/components/ui/hydrated';
import { focusOf, Key, KeysSwitch, shouldIgnoreKey, useKeysAreOn } from './keys';

type Props = {
  /** x selects rows */
  ticks?: boolean;
  /** the id of the field that / focuses */
  search?: string;
};

/**
 * j and k (or the arrow keys, once a row has the focus) move between rows and on to the next or previous page. Enter opens a row and
 * x selects it. `data-row` marks a row's link, `data-tick` its checkbox. Going back from a row's page focuses that row again.
 */
export function ListKeyboard({ ticks = false, search }: Props) {
  const t = useTranslations('admin.shell.keys');
  const page = useSearchParams().toString();
  const isOn = useKeysAreOn();
  const isHydrated = useIsHydrated();

  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => handleKey(event, search);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn, search]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for each page of the list
  useEffect(() => {
    restoreFocus();
    document.addEventListener('click', onOpen);
    return () => document.removeEventListener('click', onOpen);
  }, [page]);

  // the shortcuts work only after hydration
  if (!isHydrated) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-muted text-sm max-lg:hidden">
      {isOn && (
        <>
          <span>{t.rich('move', { key })}</span>
          <span>{t.rich('open', { key })}</span>
          {ticks && <span>{t.rich('tick', { key })}</span>}
          {search && <span>{t.rich('search', { key })}</span>}
        </>
      )}
      <KeysSwitch
        keys={t(
          ticks
            ? search
              ? 'movingTickingAndSearching'
              : 'movingAndTicking'
            : search
              ? 'movingAndSearching'
              : 'moving',
        )}
      />
    </p>
  );
}

const key = (chunks: ReactNode) => <Key>{chunks}</Key>;

function handleKey(event: KeyboardEvent, search: string | undefined) {
  if (shouldIgnoreKey(event)) return;
  const from = focusOf(event);
  const isInList = from.matches('[data-row]');
  if (event.key === 'j' || (isInList && event.key === 'ArrowDown')) move(from, 1);
  else if (event.key === 'k' || (isInList && event.key === 'ArrowUp')) move(from, -1);
  else if (event.key === 'x') from.closest('li')?.querySelector<HTMLElement>('[data-tick]')?.click();
  else if (event.key === '/' && search) document.getElementById(search)?.focus();
  else return;
  event.preventDefault();
}

function move(from: HTMLElement, step: 1 | -1) {
  const rows = visible('[data-row]');
  // a button inside a row counts as that row
  const current = rows.findIndex((row) => row === from || row.closest('li')?.contains(from));
  const next = rows[current === -1 ? 0 : current + step];
  if (next) return focusRow(next);
  const [pageLink] = visible(step === 1 ? 'a[rel=next]' : 'a[rel=prev]');
  if (!pageLink) return;
  sessionStorage.setItem(ROW_TO_FOCUS, step === 1 ? 'first' : 'last');
  pageLink.click();
}

/** Focuses the row that was opened last, or the first or last row after a step to another page. Otherwise the focus stays. */
function restoreFocus() {
  const rows = visible('[data-row]');
  const stored = sessionStorage.getItem(ROW_TO_FOCUS);
  const row =
    stored === 'first' || stored === 'last'
      ? rows.at(stored === 'first' ? 0 : -1)
      : rows.find((link) => link instanceof HTMLAnchorElement && link.pathname === stored);
  if (!row) return;
  sessionStorage.removeItem(ROW_TO_FOCUS);
  focusRow(row);
}

/** Remembers the opened row, so that its list can focus it again. */
function onOpen({ target }: MouseEvent) {
  const row = target instanceof Element ? target.closest('a[data-row]') : null;
  if (row instanceof HTMLAnchorElement) rememberRow(row.pathname);
}

/** Makes the list focus the row with this path, also after stepping from order to order outside the list. */
export const rememberRow = (path: string) => sessionStorage.setItem(ROW_TO_FOCUS, path);

function focusRow(row: HTMLElement) {
  row.focus({ preventScroll: true });
  row.closest('li')?.scrollIntoView({ block: 'nearest' });
}

const visible = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());

/** Session storage key: the path of the row to focus, or `first` or `last` after a step to another page. */
const ROW_TO_FOCUS = 'kedai-entered-row';
