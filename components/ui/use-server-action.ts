'use client';

import { useActionState, useEffect, useRef } from 'react';
import { useIsHydrated } from '@/components/ui/hydrated';
import type { Result } from '@/lib/result';
import { readForms, writeForms } from '@/lib/stored-forms';
import { unreachable } from '@/lib/unreachable';

/**
 * As useActionState, and the form stays where the shop cannot be reached: the outcome is the refusal `unreachable`, and what was typed
 * is still there. Whether the server heard of it is not known then, and nothing is sent again but by the person. Before the scripts
 * are here it is the plain action, which works without them.
 */
export function useServerAction<Outcome extends Result<unknown>>(
  action: (last: Outcome | null, form: FormData) => Promise<Outcome>,
  initial: Outcome | null,
  permalink?: string,
) {
  const isHydrated = useIsHydrated();
  const values = useRef<ReturnType<typeof readForms>>([]);

  async function reach(last: Outcome | null, form: FormData): Promise<Outcome> {
    values.current = readForms();
    try {
      return await action(last, form);
    } catch (error) {
      // what a failed fetch throws; a redirect is thrown too, and is none of ours
      if (!(error instanceof TypeError)) throw error;
      // every outcome may be a refusal
      return { ...unreachable } as Result as Outcome;
    }
  }

  const answer = useActionState<Outcome | null, FormData>(
    isHydrated ? reach : (action as typeof reach),
    initial as Awaited<Outcome> | null,
    permalink,
  );
  const [outcome] = answer;
  useEffect(() => {
    // React has emptied the form, as after any answer
    if (outcome?.ok === false && outcome.reason === 'unreachable') writeForms(values.current);
  }, [outcome]);
  return answer;
}
