'use client';

import { UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { claimPath } from '@/lib/admin/verifications/paths';
import type { Order } from '@/lib/orders/order';

type Props = {
  shop: string;
  order_id: string;
  /** the claim when the page was rendered */
  claim: Order['claim'];
  timeZone: string;
  locale: string;
};

/**
 * Claims an order for the staff member who opens it, so that no colleague looks for the same money. The claim is renewed while they
 * work and released when they leave. If a colleague holds it, an owner can take it over, and anyone can claim the order once it
 * is free, but only by pressing a button.
 */
export function ClaimLease({ shop, order_id, claim, timeZone, locale }: Props) {
  const t = useTranslations('admin.verifications');
  const [isWanted, setIsWanted] = useState(!claim || claim.is_mine);
  const [takesOver, setTakesOver] = useState(false);
  const until = useClaim({
    path: claimPath(shop, order_id),
    isWanted,
    takesOver,
    onEnd: () => {
      setIsWanted(false);
      setTakesOver(false);
    },
  });
  const timeOf = (at: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(new Date(at));

  if (claim && !claim.is_mine && !takesOver) {
    return (
      <Alert
        className="order-last w-full"
        title={t('claim.takenTitle', { name: claim.name, time: timeOf(claim.claimed_until) })}
      >
        <p>{t('claim.takenText', { name: claim.name })}</p>
        {claim.can_take_over && (
          <Button
            variant="secondary"
            size="sm"
            className="justify-self-start"
            onClick={() => {
              setTakesOver(true);
              setIsWanted(true);
            }}
          >
            {t('claim.takeOver', { name: claim.name })}
          </Button>
        )}
      </Alert>
    );
  }
  if (isWanted) {
    const shown = until ?? (claim?.is_mine ? claim.claimed_until : null);
    return (
      <p className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
        <span role="status" className="inline-flex items-center gap-1.5">
          <UserRound aria-hidden className="size-4" />
          {shown
            ? t('claim.yours', { time: timeOf(shown) })
            : takesOver
              ? t('claim.takingOver')
              : t('claim.nobodyElse')}
        </span>
      </p>
    );
  }
  return (
    <Alert className="order-last w-full" title={t('claim.freeTitle')}>
      <p>{t('claim.freeText')}</p>
      <Button variant="secondary" size="sm" className="justify-self-start" onClick={() => setIsWanted(true)}>
        {t('claim.take')}
      </Button>
    </Alert>
  );
}

type Claim = { path: string; isWanted: boolean; takesOver: boolean; onEnd: () => void };

/**
 * When this staff member's claim expires; null: not claimed yet. `onEnd`: the claim was refused or has expired. The server sends the
 * remaining time, because the browser's clock may be wrong.
 */
function useClaim({ path, isWanted, takesOver, onEnd }: Claim) {
  const router = useRouter();
  const [until, setUntil] = useState<string | null>(null);
  const end = useEffectEvent(() => {
    setUntil(null);
    onEnd();
    router.refresh(); // shows who holds the claim, or the order's status
  });

  useEffect(() => {
    if (!isWanted) return;
    let requestedAt = 0;
    let isActive = true;
    // take over only once: later the claim is this staff member's, or a colleague has taken it back
    let isFirst = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function claim() {
      requestedAt = performance.now();
      const answer = await inSequence(() => putClaim(takesOver && isFirst ? `${path}?take_over` : path));
      if (!isActive) return;
      if (!answer) {
        requestedAt -= RENEW_MS - 10_000; // unknown whether the claim was made: retry on activity after 10 seconds
        return;
      }
      clearTimeout(timer);
      if (!answer.ok) return end();
      const { claimed_until, seconds_left } = answer.data;
      setUntil(claimed_until);
      timer = setTimeout(() => end(), seconds_left * 1000);
      // the page then shows the claim and the decision forms
      if (takesOver && isFirst) router.refresh();
      isFirst = false;
    }
    const onActivity = () => {
      if (document.visibilityState === 'visible' && performance.now() - requestedAt > RENEW_MS) claim();
    };
    const onShow = (event: PageTransitionEvent) => event.persisted && claim();
    const onHide = () => release(path);

    claim();
    for (const event of ACTIVITY_EVENTS) document.addEventListener(event, onActivity, { passive: true });
    window.addEventListener('pageshow', onShow);
    window.addEventListener('pagehide', onHide);
    return () => {
      isActive = false;
      clearTimeout(timer);
      for (const event of ACTIVITY_EVENTS) document.removeEventListener(event, onActivity);
      window.removeEventListener('pageshow', onShow);
      window.removeEventListener('pagehide', onHide);
      inSequence(() => release(path));
    };
  }, [path, isWanted, takesOver, router]);

  return until;
}

/** Signs of activity. `visibilitychange`: the staff member is back from another tab, such as the bank's page. */
const ACTIVITY_EVENTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'visibilitychange'] as const;
const RENEW_MS = 2 * 60_000;

const answers = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.object({ claimed_until: z.string(), seconds_left: z.number() }) }),
  z.object({ ok: z.literal(false) }),
]);

/** Null if there was no valid response. */
async function putClaim(path: string) {
  const response = await fetch(path, { method: 'PUT', signal: AbortSignal.timeout(10_000) }).catch(
    () => null,
  );
  return answers.safeParse(await response?.json().catch(() => null)).data ?? null;
}

/** `keepalive`: also sent while the page is being closed. */
const release = (path: string) => fetch(path, { method: 'DELETE', keepalive: true }).catch(() => null);

let lastRequest: Promise<unknown> = Promise.resolve();

/** Sends requests one after the other, so that a slow claim cannot arrive after its release. */
function inSequence<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  const answer = lastRequest.then(send);
  lastRequest = answer;
  return answer;
}
