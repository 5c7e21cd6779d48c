'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Refused } from '@/lib/result';
import { resultOr } from '@/lib/server-call';

const asRefusal = (refusal: Refused) => refusal;

/**
 * Returns a function that waits for a server action. If the action gives no result, the refusal `unreachable` or `failed` takes its place.
 * Every call of an action goes through it, or through `useServerAction`.
 */
export function useServerCall() {
  const t = useTranslations('refusals.reasons');
  return useCallback(
    <Outcome, Failed = Refused>(
      call: Promise<Outcome>,
      failed: (refusal: Refused) => Failed = asRefusal as never,
    ): Promise<Outcome | Failed> =>
      resultOr(call, (reason) => failed({ ok: false, reason, message: t(reason) })),
    [t],
  );
}
