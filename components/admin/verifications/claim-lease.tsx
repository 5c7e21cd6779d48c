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
  /** who has it, as the page was made */
  claim: Order['claim'];
  timeZone: string;
  locale: string;
};

/**
 * Whoever opens an order takes it, so that no colleague looks for the same money; it stays theirs while they work on it, and
 * goes back when they leave. Not taken where a colleague has it: that is asked for once it is free.
 */
export function ClaimLease({ shop, order_id, claim, timeZone, locale }: Props) {
  const t = useTranslations('admin.verifications');
  const [wants, setWants] = useState(!claim || claim.is_mine);
  const [takesOver, setTakesOver] = useState(false);
  const until = useClaim({
    path: claimPath(shop, order_id),
    wants,
    takesOver,
    onEnd: () => {
      setWants(false);
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
              setWants(true);
            }}
          >
            {t('claim.takeOver', { name: claim.name })}
          </Button>
        )}
      </Alert>
    );
  }
  if (wants) {
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
      <Button variant="secondary" size="sm" className="justify-self-start" onClick={() => setWants(true)}>
        {t('claim.take')}
      </Button>
    </Alert>
  );
}

type Claim = { path: string; wants: boolean; takesOver: boolean; onEnd: () => void };

/**
 * Until when an order is this person's; null: not yet. `onEnd`: it was refused, or its time is over. How long that is the answer
 * says: the clock of a browser may be wrong.
 */
function useClaim({ path, wants, takesOver, onEnd }: Claim) {
  const router = useRouter();
  const [until, setUntil] = useState<string | null>(null);
  const end = useEffectEvent(() => {
    setUntil(null);
    onEnd();
    router.refresh(); // it says who has it, or where the order stands
  });

  useEffect(() => {
    if (!wants) return;
    let takenAt = 0;
    let isHere = true;
    // once: afterwards it is ours, or a colleague has taken it back
    let isFirst = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function take() {
      takenAt = performance.now();
      const answer = await inTurn(() => put(takesOver && isFirst ? `${path}?take_over` : path));
      if (!isHere) return;
      if (!answer) {
        takenAt -= RENEW_MS - 10_000; // it may be ours or not: asked again soon
        return;
      }
      clearTimeout(timer);
      if (!answer.ok) return end();
      const { claimed_until, seconds_left } = answer.data;
      setUntil(claimed_until);
      timer = setTimeout(() => end(), seconds_left * 1000);
      // the page shows whose it is, and the forms to decide
      if (takesOver && isFirst) router.refresh();
      isFirst = false;
    }
    const onSign = () => {
      if (document.visibilityState === 'visible' && performance.now() - takenAt > RENEW_MS) take();
    };
    const onShow = (event: PageTransitionEvent) => event.persisted && take();
    const onHide = () => leave(path);

    take();
    for (const sign of SIGNS) document.addEventListener(sign, onSign, { passive: true });
    window.addEventListener('pageshow', onShow);
    window.addEventListener('pagehide', onHide);
    return () => {
      isHere = false;
      clearTimeout(timer);
      for (const sign of SIGNS) document.removeEventListener(sign, onSign);
      window.removeEventListener('pageshow', onShow);
      window.removeEventListener('pagehide', onHide);
      inTurn(() => leave(path));
    };
  }, [path, wants, takesOver, router]);

  return until;
}

/** That somebody is there. Who looks at the bank's page in another tab meanwhile is, too, once they come back. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'visibilitychange'] as const;
const RENEW_MS = 2 * 60_000;

const answers = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.object({ claimed_until: z.string(), seconds_left: z.number() }) }),
  z.object({ ok: z.literal(false) }),
]);

/** Null where there was no answer. */
async function put(path: string) {
  const response = await fetch(path, { method: 'PUT', signal: AbortSignal.timeout(10_000) }).catch(
    () => null,
  );
  return answers.safeParse(await response?.json().catch(() => null)).data ?? null;
}

/** Sent also by a page that is about to be gone. */
const leave = (path: string) => fetch(path, { method: 'DELETE', keepalive: true }).catch(() => null);

let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that what is given back is not taken again by a request that was slower. */
function inTurn<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  const answer = last.then(send);
  last = answer;
  return answer;
}
