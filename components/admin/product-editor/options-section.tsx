'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MAX_OPTIONS, MAX_VARIANTS, type Option, type OptionEdit } from '@/lib/admin/products/matrix';
import { ChoiceChips } from './choice-chips';
import { EditorSection, IconButton, SectionError, useFieldError } from './editor-parts';
import { keepFocus } from './keep-focus';
import { useMatrix } from './use-matrix';

/** The options that the variants differ in, up to three, with their choices. */
export function OptionsSection() {
  const t = useTranslations('admin.productEditor.options');
  const { matrix, edit: editMatrix } = useMatrix();
  const errorOf = useFieldError();
  const [isTooMany, setTooMany] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { options } = matrix;

  function edit(change: OptionEdit): boolean {
    const isDone = editMatrix(change);
    setTooMany(!isDone && change.type === 'add_choices');
    return isDone;
  }

  function addOption() {
    edit({ type: 'add_option' });
    requestAnimationFrame(() => {
      const names = list.current?.querySelectorAll<HTMLElement>('[data-option-name]');
      names?.[names.length - 1]?.focus();
    });
  }

  const error = errorOf('options') ?? errorOf('options.root');
  return (
    <EditorSection title={t('title')} hint={t('hint')}>
      <div ref={list} className="grid gap-4 empty:hidden">
        {options.map((option, index) => (
          <OptionEditor
            key={option.id}
            option={option}
            index={index}
            count={options.length}
            edit={edit}
            onRemoved={() => add.current?.focus()}
          />
        ))}
      </div>
      <div role="status">
        {isTooMany && <SectionError>{t('tooMany', { count: MAX_VARIANTS })}</SectionError>}
      </div>
      {error && <SectionError>{error}</SectionError>}
      {options.length < MAX_OPTIONS ? (
        <Button ref={add} variant="secondary" size="sm" className="justify-self-start" onClick={addOption}>
          <Plus aria-hidden className="size-4" />
          {options.length === 0 ? t('addFirst') : t('addAnother')}
        </Button>
      ) : (
        <p className="text-muted text-sm">{t('most', { count: MAX_OPTIONS })}</p>
      )}
    </EditorSection>
  );
}

type Props = {
  option: Option;
  index: number;
  count: number;
  edit: (change: OptionEdit) => boolean;
  onRemoved: () => void;
};

const EXAMPLES = ['size', 'colour', 'material', 'scent', 'volume'] as const;

function OptionEditor({ option, index, count, edit, onRemoved }: Props) {
  const t = useTranslations('admin.productEditor.options');
  const errorOf = useFieldError();
  const examples = useId();
  const label = option.name || t('unnamed', { number: index + 1 });

  function moveBy(event: MouseEvent<HTMLElement>, by: 1 | -1) {
    edit({ type: 'move_option', option: option.id, by });
    keepFocus(event.currentTarget);
  }

  return (
    <fieldset className="grid min-w-0 gap-3 rounded-md border border-line p-3">
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap items-end justify-end gap-1">
        <Field
          name={`option-${option.id}`}
          label={t('name')}
          error={errorOf(`options.${index}.name`)}
          className="min-w-0 grow basis-24"
        >
          {(control) => (
            <Input
              {...control}
              data-option-name
              list={examples}
              value={option.name}
              maxLength={40}
              autoComplete="off"
              placeholder={t('namePlaceholder')}
              onChange={({ target }) =>
                edit({ type: 'rename_option', option: option.id, name: target.value })
              }
            />
          )}
        </Field>
        <datalist id={examples}>
          {EXAMPLES.map((example) => (
            <option key={example} value={t(`examples.${example}`)} />
          ))}
        </datalist>
        <IconButton
          icon={ArrowUp}
          label={t('up', { option: label })}
          aria-disabled={index === 0}
          onClick={(event) => moveBy(event, -1)}
        />
        <IconButton
          icon={ArrowDown}
          label={t('down', { option: label })}
          aria-disabled={index === count - 1}
          onClick={(event) => moveBy(event, 1)}
        />
        <IconButton
          icon={Trash2}
          label={t('remove', { option: label })}
          onClick={() => {
            edit({ type: 'remove_option', option: option.id });
            // the button appears again once this option is gone
            requestAnimationFrame(onRemoved);
          }}
        />
      </div>
      <ChoiceChips option={option} label={label} edit={edit} error={errorOf(`options.${index}.choices`)} />
    </fieldset>
  );
}
