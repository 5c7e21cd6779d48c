'use client';

import clsx from 'clsx';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Option, OptionEdit } from '@/lib/admin/products/matrix';
import { keepFocus } from './keep-focus';

type Props = {
  option: Option;
  label: string;
  edit: (change: OptionEdit) => boolean;
  error?: string;
};

/** The choices of an option, renamed in place and moved by their arrows or by Alt and an arrow key. */
export function ChoiceChips({ option, label, edit, error }: Props) {
  const t = useTranslations('admin.productEditor.options');
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLInputElement>(null);

  function add(text: string) {
    const names = text
      .split(/[,;\n\t]/)
      .map((name) => name.trim())
      .filter(Boolean);
    if (names.length === 0) return;
    const isAdded = edit({ type: 'add_choices', option: option.id, names });
    // too many: they stay in the field, separated by commas because it has no line breaks
    setDraft(isAdded ? '' : names.join(', '));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ',') return;
    // Enter would save the product
    event.preventDefault();
    add(draft);
  }

  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text');
    if (!/[,;\n\t]/.test(text)) return;
    event.preventDefault();
    add(draft + text);
  }

  return (
    <div className="grid gap-2">
      {option.choices.length > 0 && (
        <ul aria-label={t('choicesOf', { option: label })} className="flex flex-wrap gap-2">
          {option.choices.map(({ id, name }, index) => (
            <ChoiceChip
              key={id}
              id={id}
              name={name}
              isFirst={index === 0}
              isLast={index === option.choices.length - 1}
              edit={edit}
              onRemoved={() => field.current?.focus()}
            />
          ))}
        </ul>
      )}
      <Field name={`choice-${option.id}`} label={t('addChoice')} hint={t('addChoiceHint')} error={error}>
        {(control) => (
          <Input
            {...control}
            ref={field}
            value={draft}
            maxLength={60}
            autoComplete="off"
            onChange={({ target }) => setDraft(target.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            // also adds input that was not confirmed by Enter or a comma
            onBlur={() => add(draft)}
          />
        )}
      </Field>
    </div>
  );
}

type ChipProps = {
  id: string;
  name: string;
  isFirst: boolean;
  isLast: boolean;
  edit: Props['edit'];
  onRemoved: () => void;
};

function ChoiceChip({ id, name, isFirst, isLast, edit, onRemoved }: ChipProps) {
  const t = useTranslations('admin.productEditor.options');
  const hint = useId();

  function moveBy(element: HTMLElement, by: 1 | -1) {
    edit({ type: 'move_choice', choice: id, by });
    keepFocus(element);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') event.preventDefault();
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    moveBy(event.currentTarget, event.key === 'ArrowLeft' ? -1 : 1);
  }

  return (
    <li className="group inline-flex min-h-11 max-w-full items-center rounded-md border border-edge bg-raised pl-1 focus-within:border-accent-text">
      <input
        aria-label={t('choice')}
        aria-describedby={hint}
        value={name}
        maxLength={60}
        autoComplete="off"
        size={Math.max(name.length, 2)}
        onChange={({ target }) => edit({ type: 'rename_choice', choice: id, name: target.value })}
        onKeyDown={onKeyDown}
        className="field-sizing-content min-h-9 min-w-8 max-w-full rounded-sm bg-transparent px-2 text-base"
      />
      <span id={hint} hidden>
        {t('choiceHint')}
      </span>
      {/* not `hidden`: after a move, the pressed button must regain the focus */}
      <span className="flex max-w-0 overflow-hidden opacity-0 group-focus-within:max-w-24 group-focus-within:opacity-100 group-hover:max-w-24 group-hover:opacity-100">
        <ChipButton
          icon={ChevronLeft}
          label={t('earlier', { choice: name })}
          isDisabled={isFirst}
          onClick={(button) => moveBy(button, -1)}
        />
        <ChipButton
          icon={ChevronRight}
          label={t('later', { choice: name })}
          isDisabled={isLast}
          onClick={(button) => moveBy(button, 1)}
        />
      </span>
      <ChipButton
        icon={X}
        label={t('removeChoice', { choice: name })}
        onClick={() => {
          edit({ type: 'remove_choice', choice: id });
          onRemoved();
        }}
      />
    </li>
  );
}

type ButtonProps = {
  icon: typeof X;
  label: string;
  isDisabled?: boolean;
  onClick: (button: HTMLElement) => void;
};

/** A button of a chip, for choices and for tags. */
export function ChipButton({ icon: Icon, label, isDisabled = false, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={isDisabled || undefined}
      onClick={({ currentTarget }) => !isDisabled && onClick(currentTarget)}
      className={clsx(
        'grid min-h-10 w-9 place-items-center rounded-md text-muted hover:text-ink focus-visible:-outline-offset-2',
        isDisabled && 'cursor-not-allowed opacity-40',
      )}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
