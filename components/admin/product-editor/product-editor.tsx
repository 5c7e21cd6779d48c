'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { useServerAction } from '@/components/ui/use-server-action';
import { useServerCall } from '@/components/ui/use-server-call';
import { commandProduct, saveProduct } from '@/lib/admin/products/editor-actions';
import { type EditorValues, submissionOf } from '@/lib/admin/products/editor-form';
import { shopProductPath } from '@/lib/staff/paths';
import type { EditorFacts } from './editor-context';
import { EditorForm, type SaveOutcome } from './editor-form';

/** The product editor. The form starts again with each saved version, so that it shows what the database has stored. */
export function ProductEditor({ facts }: { facts: EditorFacts }) {
  const { product, shop, canAddStock } = facts;
  const router = useRouter();
  const call = useServerCall();
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const [isSaving, startSaving] = useTransition();
  const [commandOutcome, command] = useServerAction(commandProduct, null);
  const [added, setAdded] = useState(0);
  /** the name of the field that had the focus when the save started */
  const focused = useRef<string>(null);

  const version = product?.version ?? null;
  // a refusal of an older version does not apply to the loaded one
  const shown = outcome?.ok === false && outcome.version !== version ? null : outcome;

  function save(values: EditorValues) {
    const sent = submissionOf(values, product, canAddStock);
    const active = document.activeElement;
    focused.current = active?.getAttribute('name') || null;
    startSaving(async () => {
      const result = await call(saveProduct(sent.product));
      if (!result.ok) return setOutcome({ ...result, sent, version });
      if (product) return setOutcome({ ok: true });
      setOutcome(null);
      // one transition, so that the fields are never shown empty before the product is loaded
      startSaving(() => {
        router.replace(shopProductPath(shop.slug, result.data.product_id, { done: 'added' }));
        // Next keeps this page: the next new product has to start with empty fields
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
