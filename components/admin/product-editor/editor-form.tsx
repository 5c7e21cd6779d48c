'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useTransition,
} from 'react';
import { FormProvider, get, type Resolver, set, useForm } from 'react-hook-form';
import { useSaveKey } from '@/components/admin/save-key';
import { useLeaveWarning } from '@/components/admin/unsaved-changes';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/form-status';
import {
  type EditorValues,
  fieldOf,
  refusedFields,
  type Submission,
  submissionOf,
  valuesOf,
} from '@/lib/admin/products/editor-form';
import { productSchema } from '@/lib/admin/products/product-schema';
import { issueText } from '@/lib/field-messages';
import type { Refused } from '@/lib/result';
import { BasicsSection } from './basics-section';
import { DetailsSection } from './details-section';
import { type EditorFacts, EditorProvider } from './editor-context';
import { OptionsSection } from './options-section';
import { OrganizationSection } from './organization-section';
import { PicturesSection } from './pictures-section';
import { type ProductCommand, ProductHead } from './product-head';
import { QuestionsSection } from './questions-section';
import { RelatedSection } from './related-section';
import { SaveBar } from './save-bar';
import { SearchSection } from './search-section';
import { StatusSection } from './status-section';
import { VariantsSection } from './variants-section';

/** `sent`: the refused values. */
export type SaveOutcome = { ok: true } | (Refused & { sent: Submission; version: number | null });

type Props = {
  facts: EditorFacts;
  outcome: SaveOutcome | null;
  isSaving: boolean;
  save: (values: EditorValues) => void;
  focused: RefObject<string | null>;
  command: ProductCommand;
};

export function EditorForm({ facts, outcome, isSaving, save, focused, command }: Props) {
  const { product, shop, canAddStock } = facts;
  const tRefusals = useTranslations('refusals');
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<EditorValues>({
    defaultValues: valuesOf(product, shop),
    resolver: resolverOf(facts),
    shouldFocusError: false,
  });
  const { isDirty, submitCount, errors } = form.formState;
  const leaveWarning = useLeaveWarning(isDirty);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!isSaving) void form.handleSubmit(() => save(form.getValues()))();
  }

  const [refusals, setRefusals] = useState(0);
  // errors of the form's own validation, or of the database
  useEffect(() => {
    if (submitCount + refusals > 0) focusProblem(element.current);
  }, [submitCount, refusals]);

  const showRefusal = useEffectEvent((refused: Refused & { sent: Submission }) => {
    for (const [field, message] of refusedFields(refused, refused.sent))
      form.setError(field as 'name', { type: 'refused', message });
    setRefusals((count) => count + 1);
  });
  useEffect(() => {
    // while saving, the form is inert and no field can have the focus
    if (!isSaving && outcome?.ok === false) showRefusal(outcome);
  }, [outcome, isSaving]);

  // a saved product gets a new form: restores the focus, for people who save by keyboard
  useEffect(() => {
    if (isSaving || !focused.current) return;
    const field = element.current?.querySelector<HTMLElement>(`[name="${CSS.escape(focused.current)}"]`);
    if (document.activeElement === document.body) field?.focus();
    focused.current = null;
  }, [isSaving, focused]);

  useSaveKey(element);

  return (
    <EditorProvider facts={facts}>
      {product && <ProductHead command={command} isDirty={isDirty} leaveWarning={leaveWarning} />}
      <FormProvider {...form}>
        <form ref={element} onSubmit={submit} noValidate className="grid gap-5">
          <SaveProblem outcome={isSaving ? null : outcome} />
          {/* inert while saving: input would be lost, since a saved product gets a new form */}
          <div inert={isSaving} className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
            <div className="grid min-w-0 gap-5">
              <BasicsSection />
              <PicturesSection />
              <OptionsSection />
              <VariantsSection />
              <QuestionsSection />
              <DetailsSection />
              <RelatedSection />
            </div>
            <div className="grid min-w-0 gap-5">
              <StatusSection />
              <OrganizationSection />
              <SearchSection />
            </div>
          </div>
          <SaveBar
            isSaving={isSaving}
            isDirty={isDirty}
            isInvalid={Object.keys(errors).length > 0}
            isSaved={outcome?.ok === true}
          />
        </form>
      </FormProvider>
    </EditorProvider>
  );

  function resolverOf({ product: saved }: EditorFacts): Resolver<EditorValues> {
    return (values) => {
      const sent = submissionOf(values, saved, canAddStock);
      const parsed = productSchema(shop).safeParse(sent.product);
      if (parsed.success) return { values, errors: {} };
      const found = {};
      for (const issue of parsed.error.issues) {
        const field = fieldOf(issue.path, sent.keys);
        if (!get(found, field)) set(found, field, { type: 'invalid', message: issueText(tRefusals, issue) });
      }
      return { values: {}, errors: found };
    };
  }
}

const focusProblem = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();

/** Why a product was not saved, if no field shows it. */
function SaveProblem({ outcome }: { outcome: SaveOutcome | null }) {
  const t = useTranslations('admin.productEditor.save');
  const router = useRouter();
  const [isReloading, startReloading] = useTransition();
  if (outcome?.ok !== false || refusedFields(outcome, outcome.sent).length > 0) return null;
  return (
    <Notice outcome={outcome} tone="bad" title={t('failed')}>
      <p>{outcome.message}</p>
      {outcome.reason === 'product_changed' && (
        <Button
          variant="secondary"
          size="sm"
          className="justify-self-start"
          aria-disabled={isReloading}
          onClick={() => startReloading(() => router.refresh())}
        >
          {t('reload')}
        </Button>
      )}
    </Notice>
  );
}
