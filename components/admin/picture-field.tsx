'use client';

import Image from 'next/image';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Picture } from '@/lib/admin/categories/queries';

type Props = { pictures: Picture[]; src: string; alt: string; errors?: Record<string, string> };

/** Chooses one of the shop's pictures, as the fields `image_src` and `image_alt`. */
export function PictureField({ pictures, src, alt, errors }: Props) {
  const t = useTranslations('admin.pictures');
  // also one that no product has any more
  const choices = src && !pictures.some((each) => each.src === src) ? [{ src, alt }, ...pictures] : pictures;
  if (choices.length === 0) return null;
  return (
    <>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">{t('picture')}</legend>
        <div className="flex max-h-52 flex-wrap gap-2 overflow-y-auto p-1">
          <Choice value="" isChosen={src === ''}>
            <span className="grid size-full place-items-center text-xs">{t('none')}</span>
          </Choice>
          {choices.map((picture) => (
            <Choice key={picture.src} value={picture.src} isChosen={picture.src === src}>
              <Image src={picture.src} alt={picture.alt} fill sizes="64px" className="object-cover" />
            </Choice>
          ))}
        </div>
        {errors?.image_src && <p className="text-bad text-sm">{errors.image_src}</p>}
      </fieldset>
      <Field name="image_alt" label={t('alt')} optional hint={t('altHint')} error={errors?.image_alt}>
        {(control) => <Input {...control} maxLength={200} autoComplete="off" defaultValue={alt} />}
      </Field>
    </>
  );
}

function Choice({
  value,
  isChosen,
  children,
}: {
  value: string;
  isChosen: boolean;
  children: React.ReactNode;
}) {
  return (
    <label className="relative size-16 cursor-pointer overflow-clip rounded-md border border-edge bg-sunken has-checked:border-accent-text has-checked:ring-2 has-checked:ring-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-offset-2">
      <input
        type="radio"
        name="image_src"
        value={value}
        defaultChecked={isChosen}
        className="absolute inset-0 z-10 size-full cursor-pointer opacity-0"
      />
      {children}
    </label>
  );
}
