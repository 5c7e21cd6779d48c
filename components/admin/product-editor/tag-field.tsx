'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { EditorValues } from '@/lib/admin/products/editor-form';
import { ChipButton } from './choice-chips';
import { useEditor } from './editor-context';
import { useFieldError } from './editor-parts';

/** The tags as chips, and a field that adds one and suggests tags in use. */
export function TagField() {
  const t = useTranslations('admin.productEditor.organization');
  const { groups } = useEditor();
  const { control, setValue, getValues } = useFormContext<EditorValues>();
  const tags = useWatch({ control, name: 'tags' });
  const errorOf = useFieldError();
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const suggestions = useId();

  const change = (next: string[]) => setValue('tags', next, { shouldDirty: true });

  function add(text: string) {
    const known = getValues('tags');
    const added = text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag, index, all) => tag && !known.includes(tag) && all.indexOf(tag) === index);
    if (added.length > 0) change([...known, ...added]);
    setDraft('');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ',') return;
    // Enter would save the product
    event.preventDefault();
    add(draft);
  }

  return (
    <div className="grid gap-2">
      <Field name="tag" label={t('tags')} hint={t('tagsHint')} error={errorOf('tags')}>
        {(input) => (
          <Input
            {...input}
            ref={field}
            list={suggestions}
            value={draft}
            maxLength={40}
            autoComplete="off"
            onChange={({ target }) => setDraft(target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => add(draft)}
          />
        )}
      </Field>
      <datalist id={suggestions}>
        {groups.tags
          .filter((tag) => !tags.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
      {tags.length > 0 && (
        <ul aria-label={t('tags')} className="flex flex-wrap gap-2">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex min-h-9 max-w-full items-center rounded-full bg-sunken pl-3 text-sm wrap-anywhere"
            >
              {tag}
              <ChipButton
                icon={X}
                label={t('removeTag', { tag })}
                onClick={() => {
                  change(tags.filter((each) => each !== tag));
                  field.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
