'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { focusOf, Key, KeysSwitch, shouldIgnoreKey, useKeysAreOn } from '@/components/admin/keys';
import { Dialog, DialogBack } from '@/components/ui/dialog';
import { useIsHydrated } from '@/components/ui/hydrated';

const deciding = [
  { keys: ['c'], does: 'goToAmount' },
  { keys: ['x'], does: 'rejectProof' },
] as const;

const looking = [
  { keys: ['r'], does: 'rotatePicture' },
  { keys: ['+', '−', '0'], does: 'zoomPicture' },
  { keys: ['[', ']'], does: 'stepProofs' },
  { keys: ['j', 'k'], does: 'stepOrders' },
  { keys: ['Esc'], does: 'leave' },
  { keys: ['?'], does: 'help' },
] as const;

/** The shortcuts that are always visible. */
const legend = [
  { key: 'c', does: 'amount', decides: true },
  { key: 'x', does: 'reject', decides: true },
  { key: 'r', does: 'rotate', decides: false },
  { key: '+', does: 'zoom', decides: false },
  { key: 'j', does: 'next', decides: false },
  { key: 'Esc', does: 'queue', decides: false },
] as const;

/**
 * Keyboard shortcuts of the review page. `data-key` marks the element of a key: the key clicks it, or focuses it if it is a field. Keys
 * are ignored while typing. `decides`: the staff member can decide now.
 */
export function ReviewKeyboard({ decides }: { decides: boolean }) {
  const t = useTranslations('admin.verifications');
  const isOn = useKeysAreOn();
  const isHydrated = useIsHydrated();
  const help = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (!isOn) return;
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);

  // the shortcuts work only after hydration
  if (!isHydrated) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-sm max-lg:hidden">
      {isOn && (
        <>
          {legend
            .filter((each) => decides || !each.decides)
            .map(({ key, does }) => (
              <span key={key}>
                <Key>{key}</Key> {t(`keyLegend.${does}`)}
              </span>
            ))}
          <button
            type="button"
            data-key="?"
            aria-haspopup="dialog"
            className="min-h-9 underline-offset-4 hover:text-ink hover:underline"
            onClick={() => help.current?.showModal()}
          >
            {t.rich('keys.all', { key: () => <Key>?</Key> })}
          </button>
        </>
      )}
      <KeysSwitch keys={t('keys.ofThisPage')} />
      <Dialog ref={help} title={t('keys.title')}>
        <dl className="mt-3 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
          {[...(decides ? deciding : []), ...looking].map(({ keys, does }) => (
            <div key={does} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </dt>
              <dd>{t(`keyHelp.${does}`)}</dd>
            </div>
          ))}
        </dl>
        <div className="mt-4 flex justify-end">
          <DialogBack />
        </div>
      </Dialog>
    </div>
  );
}

function onKey(event: KeyboardEvent) {
  const from = focusOf(event);
  if (event.key === 'Escape' && from.matches('main input, main textarea') && !from.closest('dialog')) {
    return from.blur();
  }
  if (shouldIgnoreKey(event)) return;
  const key = event.key === '=' ? '+' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const target = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find(
    (marked) => marked.checkVisibility(),
  );
  if (!target) return;
  event.preventDefault();
  if (!(target instanceof HTMLInputElement)) return target.click();
  target.focus();
  target.select();
}
