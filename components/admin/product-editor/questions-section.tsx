'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useRef } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type EditorValues, newQuestion } from '@/lib/admin/products/editor-form';
import { fieldKinds, MAX_FIELDS } from '@/lib/products/fields';
import {
  EditorSection,
  IconButton,
  LongTextField,
  SectionError,
  SwitchField,
  TextField,
  useFieldError,
} from './editor-parts';
import { keepFocus } from './keep-focus';

/** The questions for the shopper, such as measurements or the text of an engraving. */
export function QuestionsSection() {
  const t = useTranslations('admin.productEditor.questions');
  const { control } = useFormContext<EditorValues>();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'fields' });
  const errorOf = useFieldError();
  const add = useRef<HTMLButtonElement>(null);

  function moveBy(event: MouseEvent<HTMLElement>, from: number, by: number) {
    move(from, from + by);
    keepFocus(event.currentTarget);
  }

  const error = errorOf('fields') ?? errorOf('fields.root');
  return (
    <EditorSection title={t('title')} hint={t('hint')}>
      {fields.map(({ id }, index) => (
        <fieldset key={id} className="grid min-w-0 gap-3 rounded-md border border-line p-3">
          <legend className="sr-only">{t('question', { number: index + 1 })}</legend>
          <div className="flex flex-wrap items-end justify-end gap-1">
            <TextField
              name={`fields.${index}.label`}
              label={t('label')}
              placeholder={t('labelExample')}
              maxLength={80}
              className="min-w-0 grow basis-24"
            />
            <IconButton
              icon={ArrowUp}
              label={t('up', { number: index + 1 })}
              aria-disabled={index === 0}
              onClick={(event) => moveBy(event, index, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t('down', { number: index + 1 })}
              aria-disabled={index === fields.length - 1}
              onClick={(event) => moveBy(event, index, 1)}
            />
            <IconButton
              icon={Trash2}
              label={t('remove', { number: index + 1 })}
              onClick={() => {
                remove(index);
                // the button appears again once this question is gone
                requestAnimationFrame(() => add.current?.focus());
              }}
            />
          </div>
          <QuestionFields index={index} />
        </fieldset>
      ))}
      {error && <SectionError>{error}</SectionError>}
      {fields.length < MAX_FIELDS ? (
        <Button
          ref={add}
          variant="secondary"
          size="sm"
          className="justify-self-start"
          onClick={() => append(newQuestion)}
        >
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </Button>
      ) : (
        <p className="text-muted text-sm">{t('most', { count: MAX_FIELDS })}</p>
      )}
    </EditorSection>
  );
}

function QuestionFields({ index }: { index: number }) {
  const t = useTranslations('admin.productEditor.questions');
  const { control, register } = useFormContext<EditorValues>();
  const kind = useWatch({ control, name: `fields.${index}.kind` });
  const name = `fields.${index}.kind` as const;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name={name} label={t('kind')}>
          {(control) => (
            <Select {...control} {...register(name)}>
              {fieldKinds.map((each) => (
                <option key={each} value={each}>
                  {t(`kinds.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {kind === 'number' && (
          <div className="grid grid-cols-2 gap-3">
            <TextField name={`fields.${index}.min_value`} label={t('min')} inputMode="decimal" optional />
            <TextField name={`fields.${index}.max_value`} label={t('max')} inputMode="decimal" optional />
          </div>
        )}
        {(kind === 'text' || kind === 'long_text') && (
          <TextField
            name={`fields.${index}.max_length`}
            label={t('maxLength')}
            inputMode="numeric"
            optional
          />
        )}
      </div>
      {kind === 'choice' && (
        <LongTextField name={`fields.${index}.choices`} label={t('choices')} hint={t('choicesHint')} />
      )}
      <TextField name={`fields.${index}.help`} label={t('help')} maxLength={200} optional />
      <SwitchField name={`fields.${index}.is_required`} label={t('isRequired')} />
    </>
  );
}
