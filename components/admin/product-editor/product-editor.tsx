'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useActionState, useRef, useState, useTransition } from 'react';
import { commandProduct, saveProduct } from '@/lib/admin/products/editor-actions';
import { type EditorValues, submissionOf } from '@/lib/admin/products/editor-form';
import type { Result } from '@/lib/result';
import { shopProductPath } from '@/lib/staff/paths';
import type { EditorFacts } from './editor-context';
import { EditorForm, type SaveOutcome } from './editor-form';

/** The page of a product. What was saved is shown as the database has it: the form begins anew with each version. */
export function ProductEditor({ facts }: { facts: EditorFacts }) {
  const { product, shop, canAddStock } = facts;
  const router = useRouter();
  const tReasons = useTranslations('refusals.reasons');
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const [isSaving, startSaving] = useTransition();
  const [commandOutcome, command] = useActionState<Result | null, FormData>(commandProduct, null);
  const [added, setAdded] = useState(0);
  /** the name of the field that had the focus when a save began */
  const focused = useRef<string>(null);

  const version = product?.version ?? null;
  // a refusal of an older version says nothing about the one that is loaded now
  const shown = outcome?.ok === false && outcome.version !== version ? null : outcome;

  function save(values: EditorValues) {
    const sent = submissionOf(values, product, canAddStock);
    const active = document.activeElement;
    focused.current = active?.getAttribute('name') || null;
    startSaving(async () => {
      const answer = (await reach(sent.product)) ?? {
        ...{ ok: false as const, reason: 'unreachable' as const, message: tReasons('unreachable') },
      };
      if (!answer.ok) return setOutcome({ ...answer, sent, version });
      if (product) return setOutcome({ ok: true });
      setOutcome(null);
      // one change of the page: nobody sees the fields empty before the product is there
      startSaving(() => {
        router.replace(shopProductPath(shop.slug, answer.data.product_id, { done: 'added' }));
        // Next keeps this page: the next product begins with empty fields
        setAdded((count) => count + 1);
      });
    });
  }

  return (
    <EditorForm
      key={product ? `${product.product_id} ${product.version}` : added}
      facts={facts}
      outcome={shown}
      isSaving={isSaving}
      save={save}
      focused={focused}
      command={{ outcome: commandOutcome, action: command }}
    />
  );
}

/** Null: the server could not be reached. */
async function reach(product: object) {
  try {
    return await saveProduct(product);
  } catch (error) {
    // what a failed fetch throws
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}
