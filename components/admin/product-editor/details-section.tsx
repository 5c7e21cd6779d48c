'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useRef } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { EditorSection, IconButton, LongTextField, TextField } from './editor-parts';
import { keepFocus } from './keep-focus';

/** The collapsible sections of the product's page, such as how to use it. */
export function DetailsSection() {
  const t = useTranslations('admin.productEditor.details');
  const { control } = useFormContext<EditorValues>();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'details' });
  const add = useRef<HTMLButtonElement>(null);

  function moveBy(event: MouseEvent<HTMLElement>, from: number, by: number) {
    move(from, from + by);
    keepFocus(event.currentTarget);
  }

  return (
    <EditorSection title={t('title')} hint={t('hint')}>
      {fields.map(({ id }, index) => (
        <fieldset key={id} className="grid min-w-0 gap-3 rounded-md border border-line p-3">
          <legend className="sr-only">{t('section', { number: index + 1 })}</legend>
          <div className="flex flex-wrap items-end justify-end gap-1">
            <TextField
              name={`details.${index}.title`}
              label={t('sectionTitle')}
              placeholder={t('example')}
              maxLength={120}
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
                add.current?.focus();
              }}
            />
          </div>
          <LongTextField name={`details.${index}.body`} label={t('text')} maxLength={8000} />
        </fieldset>
      ))}
      <Button
        ref={add}
        variant="secondary"
        size="sm"
        className="justify-self-start"
        onClick={() => append({ title: '', body: '' })}
      >
        <Plus aria-hidden className="size-4" />
        {t('add')}
      </Button>
    </EditorSection>
  );
}
