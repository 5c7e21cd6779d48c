'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { useIsHydrated } from '@/components/ui/hydrated';
import { focusOf, Key, KeysSwitch, shouldIgnoreKey, useKeysAreOn } from './keys';

type Props = {
  /** whether x ticks rows */
  ticks?: boolean;
  /** the id of a field into which / leads */
  search?: string;
};

/**
 * j and k (or the arrow keys, once a row has the focus) go from row to row, and from the last one to the next page; Enter opens.
 * What is marked `data-row` is a row's link. Where rows can be ticked, at what is marked `data-tick`, x does that.
 * Whoever comes back from what a row opened finds the focus on that row.
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has other rows
  useEffect(() => {
    enterPage();
    document.addEventListener('click', onOpen);
    return () => document.removeEventListener('click', onOpen);
  }, [page]);

  // shown once it is true
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
      <KeysSwitch keys={t(ticks ? 'movingAndTicking' : search ? 'movingAndSearching' : 'moving')} />
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
  // from a button of a row one goes on from that row
  const here = rows.findIndex((row) => row === from || row.closest('li')?.contains(from));
  const next = rows[here === -1 ? 0 : here + step];
  if (next) return enter(next);
  const [way] = visible(step === 1 ? 'a[rel=next]' : 'a[rel=prev]');
  if (!way) return;
  sessionStorage.setItem(ENTERED, step === 1 ? 'first' : 'last');
  way.click();
}

/** The row that was left last, or the one that follows the page before; else the focus stays where it is. */
function enterPage() {
  const rows = visible('[data-row]');
  const entered = sessionStorage.getItem(ENTERED);
  const row =
    entered === 'first' || entered === 'last'
      ? rows.at(entered === 'first' ? 0 : -1)
      : rows.find((link) => link instanceof HTMLAnchorElement && link.pathname === entered);
  if (!row) return;
  sessionStorage.removeItem(ENTERED);
  enter(row);
}

/** What a row leads to is where one comes back from. */
function onOpen({ target }: MouseEvent) {
  const row = target instanceof Element ? target.closest('a[data-row]') : null;
  if (row instanceof HTMLAnchorElement) rememberRow(row.pathname);
}

/** The row of this page is where its list is entered again, also after steps from page to page beside the list. */
export const rememberRow = (path: string) => sessionStorage.setItem(ENTERED, path);

function enter(row: HTMLElement) {
  row.focus({ preventScroll: true });
  row.closest('li')?.scrollIntoView({ block: 'nearest' });
}

const visible = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());

/** Of this tab: the path of the row at which its list is entered again, or an end of the next page. */
const ENTERED = 'kedai-entered-row';
