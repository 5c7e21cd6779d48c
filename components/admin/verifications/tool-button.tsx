'use client';

import type { LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';

type Props = {
  label: string;
  /** its keyboard shortcut, see ReviewKeyboard */
  shortcut: string;
  icon: LucideIcon;
  isOff?: boolean;
  onPress: () => void;
};

/** A small button for the picture tools. */
export function ToolButton({ label, shortcut, icon: Icon, isOff, onPress }: Props) {
  const t = useTranslations('admin.verifications.pictures');
  return (
    <button
      type="button"
      title={t('toolTitle', { label, shortcut })}
      data-key={shortcut}
      aria-keyshortcuts={shortcut === '+' ? 'Plus' : shortcut}
      // not `disabled`, which would lose the focus when the last step is reached
      aria-disabled={isOff || undefined}
      className="grid size-11 place-items-center rounded-md border border-edge bg-raised hover:not-aria-disabled:border-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-55 sm:size-9"
      onClick={() => !isOff && onPress()}
    >
      <Icon aria-hidden className="size-5" />
      <span className="sr-only">{label}</span>
    </button>
  );
}
