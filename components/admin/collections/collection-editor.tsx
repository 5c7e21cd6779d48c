'use client';

import { ExternalLink } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import { PictureField } from '@/components/admin/picture-field';
import { useSaveKey } from '@/components/admin/save-key';
import { useLeaveWarning } from '@/components/admin/unsaved-changes';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ChoiceCards } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FormStatus } from '@/components/ui/form-status';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { useServerCall } from '@/components/ui/use-server-call';
import { type Saved, saveCollection } from '@/lib/admin/collections/actions';
import type { Collection } from '@/lib/admin/collections/queries';
import { draftOf } from '@/lib/admin/collections/rule';
import type { ProductGroups } from '@/lib/admin/products/queries';
import { localIn } from '@/lib/admin/products/schedule';
import type { Result } from '@/lib/result';
import { collectionPath } from '@/lib/shops/paths';
import { shopCollectionPath } from '@/lib/staff/paths';
import { ChosenProducts } from './chosen-products';
import { RuleBuilder } from './rule-builder';

type Props = {
  /** null: a new collection */
  collection: Collection | null;
  groups: ProductGroups;
  shop: { slug: string; currency: string; locale: string; time_zone: string };
  origin: string | null;
};

/** Saves a collection and shows the outcome. A saved collection gets a new form. */
export function CollectionEditor(props: Props) {
  const t = useTranslations('admin.collectionEditor');
  const { collection, shop } = props;
  const router = useRouter();
  const [outcome, setOutcome] = useState<Result<Saved> | null>(null);
  const [isSaving, startSaving] = useTransition();
  const call = useServerCall();

  function save(input: object, form: HTMLFormElement) {
    startSaving(async () => {
      const result = await call(saveCollection(input, collection?.slug ?? null));
      // a new collection gets its own page, which shows the outcome
      setOutcome(result.ok && !collection ? null : result);
      if (!result.ok) focusProblem(form);
      else if (!collection)
        router.replace(shopCollectionPath(shop.slug, result.data.collection_id, { done: 'added' }));
    });
  }

  // no field shows an error of the chosen products, so the form status does
  const hasProductError = outcome?.ok === false && Boolean(outcome.fields?.product_ids);
  return (
    <>
      <FormStatus
        outcome={outcome?.ok === false && hasProductError ? { ...outcome, fields: undefined } : outcome}
        successMessage={t('saved')}
      />
      <CollectionForm
        key={collection ? collection.version : 'new'}
        {...props}
        isSaving={isSaving}
        errors={outcome?.ok === false ? outcome.fields : undefined}
        save={save}
      />
    </>
  );
}

type FormProps = Props & {
  isSaving: boolean;
  errors?: Record<string, string>;
  save: (input: object, form: HTMLFormElement) => void;
};

/** Text fields are uncontrolled; the rule and the products are state. */
function CollectionForm({ collection, groups, shop, origin, isSaving, errors, save }: FormProps) {
  const t = useTranslations('admin.collectionEditor');
  const [hasRule, setHasRule] = useState(collection !== null && collection.rule !== null);
  const [rule, setRule] = useState(() => draftOf(collection?.rule ?? null, shop));
  // products of a rule were not chosen by hand
  const [products, setProducts] = useState(collection && !collection.rule ? collection.products : []);
  const [isScheduled, setScheduled] = useState(collection?.status === 'scheduled');
  const [isDirty, setDirty] = useState(false);
  useLeaveWarning(isDirty && !isSaving);
  const form = useRef<HTMLFormElement>(null);
  useSaveKey(form);

  const change = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      set(value);
      setDirty(true);
    };
  };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSaving) return;
    const values = Object.fromEntries(new FormData(event.currentTarget));
    const wasScheduled = collection?.status === 'scheduled';
    const input = {
      // only a scheduled collection has this field
      ...{ publish_at: '', ...values },
      collection_id: collection?.collection_id ?? null,
      version: collection ? String(collection.version) : null,
      published_at: wasScheduled ? null : (collection?.published_at ?? null),
      rule: hasRule
        ? { match: rule.match, conditions: rule.conditions.map(({ id: _, ...each }) => each) }
        : null,
      product_ids: hasRule ? [] : products.map(({ product_id }) => product_id),
    };
    save(input, event.currentTarget);
  }

  return (
    <form ref={form} onSubmit={submit} onInput={() => setDirty(true)} noValidate className="grid gap-5">
      <div inert={isSaving} className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 gap-5">
          <Card className="grid gap-4">
            <Field name="name" label={t('name')} error={errors?.name}>
              {(control) => (
                <Input
                  {...control}
                  required
                  maxLength={80}
                  autoComplete="off"
                  defaultValue={collection?.name}
                />
              )}
            </Field>
            <Field
              name="description"
              label={t('description')}
              optional
              hint={t('descriptionHint')}
              error={errors?.description}
            >
              {(control) => (
                <Textarea {...control} rows={3} maxLength={500} defaultValue={collection?.description} />
              )}
            </Field>
          </Card>
          <Card className="grid gap-4">
            <h3 className="font-semibold">{t('products')}</h3>
            <fieldset className="grid gap-2 sm:grid-cols-2" onChange={() => setDirty(true)}>
              <legend className="sr-only">{t('kind')}</legend>
              {([false, true] as const).map((isRule) => (
                <label
                  key={String(isRule)}
                  className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md border border-edge bg-raised p-3 has-checked:border-accent-text has-checked:bg-accent-soft"
                >
                  <input
                    type="radio"
                    name="kind"
                    checked={hasRule === isRule}
                    onChange={() => setHasRule(isRule)}
                    className="size-5 shrink-0 accent-accent-text"
                  />
                  <span className="font-medium text-sm">{isRule ? t('byRule') : t('byHand')}</span>
                </label>
              ))}
            </fieldset>
            {hasRule ? (
              <RuleBuilder
                rule={rule}
                onChange={change(setRule)}
                groups={groups}
                shop={shop}
                error={errors?.rule}
              />
            ) : (
              <ChosenProducts products={products} onChange={change(setProducts)} />
            )}
          </Card>
        </div>
        <div className="grid min-w-0 gap-5">
          <Card className="grid gap-4">
            <div
              onChange={({ target }) => {
                if (target instanceof HTMLInputElement && target.name === 'status')
                  setScheduled(target.value === 'scheduled');
              }}
              className="grid gap-4"
            >
              <ChoiceCards
                name="status"
                legend={<legend className="mb-2 font-semibold">{t('status')}</legend>}
                choices={(['draft', 'published', 'scheduled'] as const).map((value) => ({
                  ...{ value, title: t(`statuses.${value}.title`), text: t(`statuses.${value}.text`) },
                }))}
                chosen={collection?.status ?? 'draft'}
              />
            </div>
            {isScheduled && (
              <Field
                name="publish_at"
                label={t('publishAt')}
                hint={shop.time_zone.replaceAll('_', ' ')}
                error={errors?.publish_at}
              >
                {(control) => (
                  <Input
                    {...control}
                    type="datetime-local"
                    defaultValue={
                      collection?.published_at ? localIn(shop.time_zone, collection.published_at) : ''
                    }
                  />
                )}
              </Field>
            )}
            {collection?.status === 'published' && origin && (
              <a
                href={`${origin}${collectionPath(collection.slug)}`}
                target="_blank"
                rel="noreferrer"
                className={buttonClass({ variant: 'secondary', size: 'sm' })}
              >
                {t('view')}
                <ExternalLink aria-hidden className="size-4" />
              </a>
            )}
          </Card>
          <Card className="grid gap-4">
            <PictureField
              src={collection?.image_src ?? ''}
              alt={collection?.image_alt ?? ''}
              errors={errors}
              onChange={() => setDirty(true)}
            />
            <Field name="slug" label={t('slug')} optional hint={t('slugHint')} error={errors?.slug}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={80}
                  autoComplete="off"
                  spellCheck={false}
                  defaultValue={collection?.slug}
                />
              )}
            </Field>
            <Field name="seo_title" label={t('seoTitle')} optional error={errors?.seo_title}>
              {(control) => (
                <Input {...control} maxLength={80} autoComplete="off" defaultValue={collection?.seo_title} />
              )}
            </Field>
            <Field
              name="seo_description"
              label={t('seoDescription')}
              optional
              error={errors?.seo_description}
            >
              {(control) => (
                <Textarea {...control} rows={3} maxLength={300} defaultValue={collection?.seo_description} />
              )}
            </Field>
          </Card>
        </div>
      </div>
      <div className="sticky bottom-0 z-10 -mx-4 flex justify-end border-line border-t bg-surface px-4 py-3 sm:mx-0 sm:rounded-t-lg sm:border-x">
        <SubmitButton pending={isSaving} pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
      </div>
    </form>
  );
}

const focusProblem = (form: HTMLFormElement) =>
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
