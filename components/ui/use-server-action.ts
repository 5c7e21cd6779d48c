'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { useIsHydrated } from '@/components/ui/hydrated';
import type { Result } from '@/lib/result';
import { readForms, writeForms } from '@/lib/stored-forms';

/**
 * Like useActionState, but if the server cannot be reached, the outcome is the refusal `unreachable` and the form keeps its values.
 * It is then unknown whether the server received the form, so only the user may submit it again. Before hydration this is the plain
 * action, which works without JavaScript.
 */
export function useServerAction<Outcome extends Result<unknown>>(
  action: (last: Outcome | null, form: FormData) => Promise<Outcome>,
  initial: Outcome | null,
  permalink?: string,
) {
  const t = useTranslations('refusals.reasons');
  const isHydrated = useIsHydrated();
  const values = useRef<ReturnType<typeof readForms>>([]);

  async function callAction(last: Outcome | null, form: FormData): Promise<Outcome> {
    values.current = readForms();
    try {
      return await action(last, form);
    } catch (error) {
      // a failed fetch throws a TypeError; anything else, such as a redirect, is for Next
      if (!(error instanceof TypeError)) throw error;
      // every `Outcome` includes refusals, so this cast is safe
      return { ok: false, reason: 'unreachable', message: t('unreachable') } as Result as Outcome;
    }
  }

  const actionState = useActionState<Outcome | null, FormData>(
    isHydrated ? callAction : (action as typeof callAction),
    initial as Awaited<Outcome> | null,
    permalink,
  );
  const [outcome] = actionState;
  useEffect(() => {
    // React has reset the form, as after every action
    if (outcome?.ok === false && outcome.reason === 'unreachable') writeForms(values.current);
  }, [outcome]);
  return actionState;
}
