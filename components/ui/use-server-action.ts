'use client';

import { useActionState, useEffect, useRef } from 'react';
import { useIsHydrated } from '@/components/ui/hydrated';
import { useServerCall } from '@/components/ui/use-server-call';
import type { Refused } from '@/lib/result';
import { readForms, writeForms } from '@/lib/stored-forms';

type Options<Outcome, Input> = {
  permalink?: string;
  /** turns a refusal into an outcome; needed if every outcome has more fields than a refusal */
  refused?: (refusal: Refused, input: Input) => Outcome;
  /** called with each outcome before the page shows it */
  onOutcome?: (outcome: Outcome) => void;
  /** false: the outcome has the values of its form. Needed where other forms may be sent meanwhile, as in the rows of a list. */
  keepsForms?: boolean;
};

/**
 * Like useActionState, but if the action gives no result, the outcome is the refusal `unreachable` or `failed` and the page's forms keep
 * their values. Only the user may submit again, because the server may have done it. Before hydration this is the plain action, which
 * works without JavaScript.
 */
export function useServerAction<Outcome, Input = FormData>(
  action: (last: Outcome | null, input: Input) => Promise<Outcome>,
  initial: Outcome | null,
  {
    permalink,
    refused = (refusal) => refusal as Outcome,
    onOutcome,
    keepsForms = true,
  }: Options<Outcome, Input> = {},
) {
  const call = useServerCall();
  const isHydrated = useIsHydrated();
  const values = useRef<ReturnType<typeof readForms>>(null);

  async function callAction(last: Outcome | null, input: Input): Promise<Outcome> {
    // an earlier call may have failed, and this one waited for it
    values.current = null;
    const outcome = await call(action(last, input), (refusal) => {
      if (keepsForms) values.current = readForms();
      return refused(refusal, input);
    });
    onOutcome?.(outcome);
    return outcome;
  }

  const actionState = useActionState<Outcome | null, Input>(
    isHydrated || onOutcome ? callAction : (action as typeof callAction),
    initial as Awaited<Outcome> | null,
    permalink,
  );
  const [outcome] = actionState;
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each outcome, React has reset the form
  useEffect(() => {
    if (values.current) writeForms(values.current);
  }, [outcome]);
  return actionState;
}
