import clsx from 'clsx';
import { Check, Package, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PromiseCountdown } from '@/components/store/orders/promise-countdown';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { formatTime } from '@/lib/time';

type Props = { order: Order; locale: string; children: ReactNode };

/** While the shop verifies the transfer: the submitted proofs (`children`), what happens next, and by when. */
export function TransferChecking({ order, locale, children }: Props) {
  const t = useTranslations('store.proofs');
  const { time_zone, promised_until, expires_at } = order;
  const time = (at: string) => <Time at={at} timeZone={time_zone} locale={locale} />;
  const submittedProofs = order.transfer?.proofs.filter(({ state }) => state === 'submitted') ?? [];
  const last = submittedProofs.at(-1);
  const missing_minor =
    owedOf(order) - submittedProofs.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  return (
    <div className="grid gap-x-12 gap-y-8 pb-6 md:grid-cols-2">
      <section className="grid content-start gap-4">
        <h2 className="font-display text-xl">{t('checking.title')}</h2>
        <ol className="grid gap-5">
          <Step icon={Check} isDone title={t('checking.received')}>
            {last && time(last.submitted_at)}
          </Step>
          <Step icon={Search} title={t('checking.looking')}>
            {expires_at &&
              t.rich('checking.answerBy', {
                at: formatTime(expires_at, time_zone, locale),
                time: (chunks) => <time dateTime={expires_at}>{chunks}</time>,
              })}
          </Step>
          <Step icon={Package} title={t('checking.packing')}>
            {t.rich('checking.mayClose', {
              live: (chunks) => <span className="noscript:hidden">{chunks}</span>,
            })}
          </Step>
        </ol>
        {submittedProofs.length > 0 && missing_minor > 0 && (
          <Alert tone="warn">
            {t('checking.missing', { amount: formatMoney(missing_minor, order.currency, locale) })}
          </Alert>
        )}
        <PromiseCountdown
          until={promised_until}
          at={promised_until && time(promised_until)}
          lapsed={t('checking.lapsed')}
        />
      </section>
      <section className="grid content-start gap-4">
        <h2 className="font-display text-xl">{t('list.sentTitle')}</h2>
        {children}
      </section>
    </div>
  );
}

type StepProps = { icon: typeof Check; title: string; isDone?: boolean; children: ReactNode };

function Step({ icon: Icon, title, isDone = false, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className={clsx(
          'grid size-9 shrink-0 place-items-center rounded-full',
          isDone ? 'bg-good-soft text-good' : 'bg-sunken text-muted',
        )}
      >
        <Icon className="size-4.5" />
      </span>
      <div className="grid gap-0.5">
        <span className="font-medium leading-snug">{title}</span>
        <span className="text-muted text-sm">{children}</span>
      </div>
    </li>
  );
}
